# No native compilation. The optional packages contain a Node, which the image has.
FROM node:24-bookworm-slim AS tools
WORKDIR /app
COPY package.json package-lock.json ./

FROM tools AS dependencies
RUN npm ci --omit=dev --omit=optional

FROM tools AS build
RUN npm ci --omit=optional
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DRAIN_SECONDS=3
RUN install --directory --owner=node --group=node /app/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Migrations, seed files and the commands of `npm run`: setup, import, check, backup, restore …
COPY --from=build /app/prisma ./prisma
COPY bin ./bin
COPY operations ./operations
COPY package.json prisma.config.ts schema.graphql ./
USER node
# The SQLite file, if DATABASE_URL names no Postgres.
VOLUME /app/data
EXPOSE 4000 9464
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 4000}/livez`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# exec: Node becomes process 1 and receives SIGTERM.
CMD ["sh", "-c", "npm run setup && exec node --max-semi-space-size=32 dist/main.js"]
