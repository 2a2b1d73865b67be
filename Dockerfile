# Wisp as one small image: Bun, the production dependencies and the sources as they are. There is no build step.
# docker build -t wisp .   docker run -p 3000:3000 -v wisp:/app/data wisp

# The slim image is Debian: the native libSQL client needs glibc. BUN_VERSION follows package.json (packageManager).
ARG BUN_VERSION=1.4.5

FROM oven/bun:${BUN_VERSION}-slim AS dependencies
WORKDIR /app
COPY package.json bun.lock bunfig.toml ./
RUN bun install --frozen-lockfile --production --ignore-scripts

FROM oven/bun:${BUN_VERSION}-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY --from=dependencies /app/node_modules node_modules
COPY package.json bunfig.toml tsconfig.json LICENSE ./
COPY db db
COPY static static
COPY views views
COPY words words
COPY src src
# The image's own user writes to its data and to nothing else.
RUN mkdir data && chown bun:bun data
USER bun
VOLUME /app/data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["bun", "-e", "const answer = await fetch(`http://127.0.0.1:${process.env.PORT}/health`); process.exit(answer.ok ? 0 : 1)"]
CMD ["bun", "src/server.ts"]
