package vn.emr.his.pull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import vn.emr.core.intake.OpenQuestions;
import vn.emr.core.organization.PullSettings;
import vn.emr.core.organization.Source;
import vn.emr.his.pull.Mapping.Asking;

/** Asks by number: each open visit every so many minutes, or the orders of results that wait for their patient. */
final class NumberReading implements Reading {
    /** Numbers asked for in one round, so that other mappings have their turn. */
    private static final int MOST = 200;

    private static final Duration BETWEEN_FORGETTING = Duration.ofDays(1);

    private final Source source;
    private final PullSettings settings;
    private final Mapping mapping;
    private final HospitalApi api;
    private final OpenQuestions questions;
    private final Takings takings;
    private final Clock clock;
    private Instant forgetting = Instant.MIN;

    NumberReading(
            Source source,
            PullSettings settings,
            Mapping mapping,
            HospitalApi api,
            OpenQuestions questions,
            Takings takings,
            Clock clock) {
        this.source = source;
        this.settings = settings;
        this.mapping = mapping;
        this.api = api;
        this.questions = questions;
        this.takings = takings;
        this.clock = clock;
    }

    @Override
    public void round() throws PullTrouble, InterruptedException {
        Instant now = clock.instant();
        if (!now.isBefore(forgetting)) {
            questions.forget(source.id, mapping.name(), now);
            forgetting = now.plus(BETWEEN_FORGETTING);
        }
        boolean visits = mapping.request().asking() == Asking.VISIT;
        List<String> due = visits
                ? questions.visits(source, mapping.name(), now.minus(settings.again()), now, MOST)
                : questions.orders(source, mapping.name(), now, MOST);
        PullTrouble first = null;
        for (String number : due) {
            PullTrouble trouble = ask(visits ? "visit" : "barcode", number);
            // Also after a trouble: those behind it have their turn first the next time.
            questions.asked(source.id, mapping.name(), number, now);
            first = first == null ? trouble : first;
            if (trouble != null && trouble.away()) {
                break;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Null when all is well. */
    private PullTrouble ask(String place, String number) throws InterruptedException {
        try {
            // What only has dots would be a step in the path.
            if (!number.matches("\\.*")) {
                takings.take(rows(api.ask(mapping.request().path(), Map.of(place, number))));
            }
            return null;
        } catch (PullTrouble trouble) {
            return trouble;
        }
    }

    /** None when there is no such thing: some interfaces say that with 404, others with an answer that says so. */
    private List<JsonNode> rows(JsonNode answer) {
        Condition success = mapping.request().success();
        return answer.isMissingNode() || success != null && !success.holds(Sent.whole(answer))
                ? List.of()
                : mapping.rows(answer);
    }
}
