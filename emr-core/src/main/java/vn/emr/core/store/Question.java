package vn.emr.core.store;

import java.util.function.Consumer;

/**
 * A query with what becomes of its rows, to be asked with others in one round trip.
 *
 * @param sql one select, with {@code ?} for each parameter
 */
public record Question(String sql, Consumer<Row> rows, Object... parameters) {
    /**
     * For the transaction that asks: plans made once and kept, always by index, whatever the tables' statistics say. A plan
     * made while the tables were small would read them from end to end when they are large, and planning anew for each
     * batch costs more than the queries.
     */
    public static Question plansByIndexKept() {
        return new Question(
                "select set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)",
                row -> {});
    }
}
