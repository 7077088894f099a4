package vn.emr.core.drop;

import vn.emr.core.intake.Outcome;

/**
 * What became of the messages of a file so far.
 *
 * @param notTaken of all of them those that are refused, now or when they first came
 */
record Tally(long applied, long parked, long refused, long replayed, long notTaken) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

    long messages() {
        return applied + parked + refused + replayed;
    }

    Tally and(Outcome outcome) {
        Outcome.Kind kind = outcome.kind();
        boolean refusedBefore = kind == Outcome.Kind.REPLAYED
                && outcome.code() != null
                && outcome.code().acknowledgement().equals("AR");
        return new Tally(
                applied + one(kind == Outcome.Kind.APPLIED),
                parked + one(kind == Outcome.Kind.PARKED),
                refused + one(kind == Outcome.Kind.REFUSED),
                replayed + one(kind == Outcome.Kind.REPLAYED),
                notTaken + one(kind == Outcome.Kind.REFUSED || refusedBefore));
    }

    private static int one(boolean more) {
        return more ? 1 : 0;
    }
}
