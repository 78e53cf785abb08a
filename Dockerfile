# Build:  docker build -t broadtape .
# Run:    docker run --rm --network host -v broadtape-data:/data broadtape
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -pl launcher,verticles/accumulo -am package -DskipTests

FROM eclipse-temurin:17-jre
RUN useradd --system --create-home broadtape && mkdir /data && chown broadtape /data
USER broadtape
COPY --from=build /src/launcher/target/broadtape.jar /app/broadtape.jar
COPY --from=build /src/verticles/accumulo/target/broadtape-accumulo.jar /app/broadtape-accumulo.jar
COPY conf /app/conf
VOLUME /data
EXPOSE 3000 8000 8001 8002
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/3000"]
ENTRYPOINT ["java", "-jar", "/app/broadtape.jar", "--data", "/data"]
