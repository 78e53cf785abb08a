package dev.broadtape.driver;

import dev.broadtape.contract.Tick;

/** One symbol in its partition: makes its ticks. For one thread. */
final class Line {
    private final Run run;
    private final int partition;
    private final Listing listing;
    private final RandomWalk walk;

    Line(Run run, int partition, Listing listing) {
        this.run = run;
        this.partition = partition;
        this.listing = listing;
        this.walk = new RandomWalk(run.seed(), listing);
    }

    Tick tick(long slice, long sequence, long timeMicros) {
        RandomWalk.Print print = walk.at(slice);
        return new Tick(
                run.run(),
                partition,
                sequence,
                run.mode(),
                listing.symbol(),
                timeMicros,
                print.priceE4(),
                print.bidE4(),
                print.askE4(),
                print.size(),
                print.priceE4() - listing.closeE4());
    }
}
