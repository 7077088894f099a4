package vn.emr.core.chart;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Content;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Nouns of one kind as they are kept: as they stand, and version by version. Never more than a chart shows.
 *
 * @param <N> the noun
 */
public final class Kept<N extends Noun> {
    private static final String CONTENT = """
            select r.content::text as content
            from %1$s n
            join revision r on r.tenant_id = n.tenant_id and r.patient_id = n.patient_id and r.noun_id = n.%2$s %3$s
            where n.tenant_id = ? and %4$s
            """;
    private static final String NEWEST = "and r.version = n.version and r.committed_at = n.revised_at";

    private final NounKind kind;
    private final Class<N> type;
    private final boolean ofVisit;
    private final String current;
    private final String one;
    private final String versions;
    private final String filed;

    private Kept(NounKind kind, Class<N> type, String table, String key, boolean ofVisit) {
        this.kind = kind;
        this.type = type;
        this.ofVisit = ofVisit;
        String shown = ofVisit ? InChart.row("n", "n." + key) : InChart.ofPerson("n", "n." + key);
        this.current = CONTENT.formatted(table, key, NEWEST, shown);
        this.one = "and n." + key + " = ?";
        this.versions = CONTENT.formatted(table, key, "", shown);
        this.filed = CONTENT.formatted(table, key, NEWEST, "n.patient_id = any (?)");
    }

    /** What belongs to visits, in a table with patient and encounter. */
    public static <N extends Noun> Kept<N> ofVisits(NounKind kind, Class<N> type, String table, String key) {
        return new Kept<>(kind, type, table, key, true);
    }

    /** What belongs to the person and to no visit. */
    public static <N extends Noun> Kept<N> ofPerson(NounKind kind, Class<N> type, String table, String key) {
        return new Kept<>(kind, type, table, key, false);
    }

    /**
     * Those that stand now.
     *
     * @param rest what SQL says after the condition of the chart, of the row {@code n}; its parameters are {@code more}
     */
    public List<N> found(Transaction t, Grant grant, String rest, Object... more) {
        return t.query(current + rest, this::noun, with(grant, more));
    }

    /** Empty when the chart does not show it. */
    public Optional<N> current(Transaction t, Grant grant, UUID id) {
        return t.first(current + one, this::noun, with(grant, id));
    }

    /** The newest first; of more than 200 the oldest are left out. */
    public List<N> versions(Transaction t, Grant grant, UUID id) {
        return t.query(versions + one + " order by r.version desc limit 200", this::noun, with(grant, id));
    }

    /**
     * What a request made, also when a label hides it from who asks: its caller hears that it was done, and no more.
     *
     * @param which what SQL says of the row {@code n} that the request made
     */
    public Optional<N> requested(Transaction t, Grant grant, String which, String key) {
        return t.first(filed + which, this::noun, grant.tenantId(), ofVisit ? grant.filedUnder() : grant.people(), key);
    }

    private N noun(Row row) {
        return type.cast(Content.read(kind, row.text("content")));
    }

    private Object[] with(Grant grant, Object... more) {
        Stream<Object> chart = ofVisit
                ? Stream.of(grant.tenantId(), grant.filedUnder(), grant.people(), grant.hidden())
                : Stream.of(grant.tenantId(), grant.people(), grant.hidden());
        return Stream.concat(chart, Stream.of(more)).toArray();
    }
}
