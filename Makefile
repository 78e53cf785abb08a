.DEFAULT_GOAL := run
.PHONY: run build test format

JAR := launcher/target/broadtape.jar

# Builds the jar and runs everything on this machine: http://127.0.0.1:3000
run: build
	java -jar $(JAR)

build:
	mvn -B -q -pl launcher -am package -DskipTests

# Installs what the tests need and is not there, and runs all of them.
test:
	./src/test/install-chromium
	mvn -B verify
	./src/test/js/run

format:
	mvn -B -q spotless:apply
