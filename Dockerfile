FROM node:20-bookworm-slim AS build
# better-sqlite3 is compiled where no ready-made binary can be had.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
RUN install --directory --owner=node --group=node /app /app/data
WORKDIR /app
USER node
COPY --from=build --chown=node:node /app ./
# The SQLite file, where DATABASE_URL names no Postgres.
VOLUME /app/data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 4000}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# What `npm run serve` runs, without npm: it would keep the signal to stop from the server.
CMD ["sh", "-c", "npm run setup && exec node dist/main.js"]
