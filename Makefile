.DEFAULT_GOAL := run
.PHONY: run build test drill format

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

# Kills, freezes and cuts off processes of a real pipeline, so many times, and compares what is in Kafka with an undisturbed run.
FAULTS ?= 200
drill:
	mvn -B verify -pl src/test -am -Dtest=DrillTest -Dsurefire.failIfNoSpecifiedTests=false -Ddrill.faults=$(FAULTS) \
	  -Ddrill.report=$(CURDIR)/target/drill.md

format:
	mvn -B -q spotless:apply
