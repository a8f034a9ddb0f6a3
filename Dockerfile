# Debrief as an image: `docker build --tag debrief .`, then see docs/running.md.
FROM node:24-bookworm-slim AS base
WORKDIR /app

FROM base AS build
COPY package.json package-lock.json ./
# No package's own scripts: none that is needed here has any, and a stolen one would begin with them.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build && chmod +x dist/entry/cli.js

FROM base AS dependencies
COPY package.json package-lock.json ./
# The optional ones are Node 24 for machines whose own is older; here it is the machine's own.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM base
# In a container 127.0.0.1 would be heard by nobody else.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data MALLOC_ARENA_MAX=2
# A new volume takes its owner from the folder that it is mounted on.
RUN mkdir --mode=700 /data && chown node:node /data && ln -s /app/dist/entry/cli.js /usr/local/bin/debrief
COPY package.json app.yml LICENSE ./
COPY templates ./templates
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist

# The user `node` of the base image, as a number: Kubernetes' runAsNonRoot can judge no name.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ok})=>process.exit(ok?0:1),()=>process.exit(1))"]
ENTRYPOINT ["node", "/app/dist/entry/cli.js"]
CMD ["serve"]
