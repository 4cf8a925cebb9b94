# The bot alone: without the sandbox, so that a missing token ends with an error instead of a trial.
FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release --no-default-features --locked

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin qaida \
 && install --directory --owner=qaida --mode=0700 /data
COPY --from=build /src/target/release/qaida /usr/local/bin/qaida
USER qaida
WORKDIR /data
VOLUME /data
ENV QAIDA_DATABASE_URL=sqlite:///data/qaida.db \
    QAIDA_LISTEN=0.0.0.0:8080
EXPOSE 8080
# The image has no curl: qaida asks itself.
HEALTHCHECK --interval=15s --timeout=6s --start-period=60s --retries=4 CMD ["qaida", "health"]
ENTRYPOINT ["qaida"]
