package vn.emr.core.statistics;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.emr.core.statistics.Statistics.Flow;
import vn.emr.core.statistics.Statistics.Unit;
import vn.emr.core.store.Row;

/** Admissions and discharges by day, week (from Monday) or month, so that a time has at most some sixty parts. */
record FlowOf(LocalDate from, LocalDate until) {
    private static final int MOST_DAYS = 62;
    private static final int MOST_DAYS_OF_WEEKS = 400;

    static final String SQL = """
            select date_trunc(?, x.at at time zone 'Asia/Ho_Chi_Minh')::date::text as first_day,
                   sum(x.came)::int as came, sum(x.went)::int as went
            from (select f.opened_at as at, 1 as came, 0 as went from folder f where f.opened_in
                  union all
                  select f.ended_at, 0, 1 from folder f where f.ended_in) x
            group by 1
            """;

    Unit unit() {
        long days = ChronoUnit.DAYS.between(from, until) + 1;
        return days <= MOST_DAYS ? Unit.DAY : days <= MOST_DAYS_OF_WEEKS ? Unit.WEEK : Unit.MONTH;
    }

    static Flow part(Row row) {
        return new Flow(LocalDate.parse(row.text("first_day")), row.integer("came"), row.integer("went"));
    }

    /** With the parts in which nothing happened. */
    List<Flow> whole(List<Flow> counted) {
        Map<LocalDate, Flow> known = counted.stream().collect(Collectors.toMap(Flow::from, Function.identity()));
        List<Flow> all = new ArrayList<>();
        for (LocalDate day = first(); !day.isAfter(until); day = next(day)) {
            all.add(known.getOrDefault(day, new Flow(day, 0, 0)));
        }
        return all;
    }

    private LocalDate first() {
        return switch (unit()) {
            case DAY -> from;
            case WEEK -> from.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> from.withDayOfMonth(1);
        };
    }

    private LocalDate next(LocalDate day) {
        return switch (unit()) {
            case DAY -> day.plusDays(1);
            case WEEK -> day.plusWeeks(1);
            case MONTH -> day.plusMonths(1);
        };
    }
}
