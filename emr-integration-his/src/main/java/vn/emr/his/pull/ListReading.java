package vn.emr.his.pull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.emr.core.intake.PullPositions;
import vn.emr.core.organization.PullSettings;
import vn.emr.core.organization.Source;
import vn.emr.core.record.TimePoint;
import vn.emr.his.SentTime;

/**
 * Asks for the list of what is new since a time, page by page. Nobody says in which order such a list comes, so the mark is
 * moved when all of it is kept, to the newest time that was met.
 */
final class ListReading implements Reading {
    private static final int MOST_PAGES = 10_000;

    private final Source source;
    private final PullSettings settings;
    private final Mapping mapping;
    private final HospitalApi api;
    private final PullPositions positions;
    private final Takings takings;
    private final Clock clock;

    ListReading(
            Source source,
            PullSettings settings,
            Mapping mapping,
            HospitalApi api,
            PullPositions positions,
            Takings takings,
            Clock clock) {
        this.source = source;
        this.settings = settings;
        this.mapping = mapping;
        this.api = api;
        this.positions = positions;
        this.takings = takings;
        this.clock = clock;
    }

    @Override
    public void round() throws PullTrouble, InterruptedException {
        takings.round();
        String place = mapping.name() + "/" + mapping.request().watermark();
        Mark kept = positions.of(source.id, place).map(Mark::parse).orElse(null);
        Mark newest = read(since(kept));
        if (newest != null) {
            Mark settled = newest.notAfter(clock.instant(), source.zoneId());
            if (settled.further(kept)) {
                positions.keep(source.id, place, settled.text());
            }
        }
    }

    private String since(Mark kept) {
        ZoneId zone = source.zoneId();
        Instant from;
        if (kept != null) {
            from = ((OffsetDateTime) kept.back(mapping.request().overlap()).at()).toInstant();
        } else if (settings.from() != null) {
            from = settings.from().atStartOfDay(zone).toInstant();
        } else {
            from = clock.instant().atZone(zone).minusDays(1).toInstant();
        }
        return mapping.request().since().format(from.atZone(zone));
    }

    /** The newest time of a row; null when there was none. */
    private Mark read(String since) throws PullTrouble, InterruptedException {
        Integer first = mapping.request().firstPage();
        Map<String, String> values = new HashMap<>(Map.of("since", since));
        Mark newest = null;
        List<JsonNode> before = List.of();
        for (int page = 0; page < MOST_PAGES; page++) {
            if (first != null) {
                values.put("page", String.valueOf(first + page));
            }
            List<JsonNode> rows = rows(api.ask(mapping.request().path(), values));
            // An interface that knows no such page may answer with the last one.
            if (rows.isEmpty() || rows.equals(before)) {
                return newest;
            }
            takings.take(rows);
            for (JsonNode row : rows) {
                Mark mark = mark(row).orElse(null);
                newest = mark != null && mark.further(newest) ? mark : newest;
            }
            if (first == null) {
                return newest;
            }
            before = rows;
        }
        throw new PullTrouble("HIS trả lời hơn " + MOST_PAGES + " trang cho một lần hỏi", false);
    }

    private List<JsonNode> rows(JsonNode answer) throws PullTrouble {
        Condition success = mapping.request().success();
        if (answer.isMissingNode() || success != null && !success.holds(Sent.whole(answer))) {
            throw new PullTrouble("HIS không trả lời danh sách này (404, trống, hoặc không thành công)", false);
        }
        return mapping.rows(answer);
    }

    private Optional<Mark> mark(JsonNode row) {
        return Optional.ofNullable(Sent.whole(row).text(mapping.request().watermark()))
                .flatMap(text -> TimePoint.parse(SentTime.compact(text).orElse(text), source.zoneId()))
                .map(time -> new Mark(time.from().atZone(source.zoneId()).toOffsetDateTime(), null));
    }
}
