// Only the contract is linted here: schema.graphql. TypeScript is Biome's.
import graphql from '@graphql-eslint/eslint-plugin';

export default [
  {
    files: ['schema.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: 'schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      // Answers made of other answers, such as a score, have no identity of their own.
      '@graphql-eslint/strict-id-in-types': 'off',
      // The contract has it so: Import.importedAt.
      '@graphql-eslint/no-typename-prefix': 'off',
      // One line is said in one line, more in a block.
      '@graphql-eslint/description-style': 'off',
      // Lists that cannot grow, such as the goals of a match, are plain lists.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
      ],
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          rootField: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
    },
  },
];
