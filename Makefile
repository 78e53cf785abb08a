.DEFAULT_GOAL := run
.PHONY: run build accumulo test drill bench format

JAR := launcher/target/broadtape.jar

# Builds the jar and runs everything on this machine: http://127.0.0.1:3000
run: build
	java -jar $(JAR)

build:
	mvn -B -q -pl launcher -am package -DskipTests

# Builds the client of Accumulo as well, which `receiver.store: accumulo` needs beside the jar.
accumulo:
	mvn -B -q -pl launcher,verticles/accumulo -am package -DskipTests
	cp verticles/accumulo/target/broadtape-accumulo.jar launcher/target/

# Installs what the tests need and is not there, and runs all of them.
test:
	./src/test/install-chromium
	./src/test/install-peers
	mvn -B verify
	./src/test/js/run
	./src/test/schemathesis/run

# Kills, freezes and cuts off processes of a real pipeline, so many times, and compares what is in Kafka with an undisturbed run.
FAULTS ?= 200
drill:
	mvn -B verify -pl src/test -am -Dtest=DrillTest -Dsurefire.failIfNoSpecifiedTests=false -Ddrill.faults=$(FAULTS) \
	  -Ddrill.report=$(CURDIR)/target/drill.md

# Measures rate, latency and memory of the real jar from outside; the figures are in target/bench.md. MINUTES=10 adds a soak of so long.
MINUTES ?= 0
bench:
	mvn -B verify -pl src/test -am -Dtest=Bench -Dsurefire.failIfNoSpecifiedTests=false -Dbench.minutes=$(MINUTES) \
	  -Dbench.report=$(CURDIR)/target/bench.md -Dbench.commit=$(shell git describe --always --dirty 2>/dev/null || echo unknown)

format:
	mvn -B -q spotless:apply
