package vn.emr.core.store;

import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import vn.emr.core.audit.Digest;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;

/** Rebuilds the current-state tables from history and compares; recomputes the digests of commits and of the trace. */
public final class HistoryCheck {
    private HistoryCheck() {}

    /** Sentences that say what differs; empty when the current tables equal their rebuild from {@code revision}. */
    public static List<String> differences(Database database) {
        return database.inTransaction(transaction -> {
            RowBatch rebuilt = new RowBatch();
            transaction.query("""
                    select distinct on (tenant_id, noun_id) tenant_id, kind, committed_at, content
                    from revision order by tenant_id, noun_id, version desc
                    """, row -> {
                Noun noun = Content.read(NounKind.valueOf(row.text("kind")), row.text("content"));
                Projection.project(row.uuid("tenant_id"), noun, row.instant("committed_at"), rebuilt);
                return noun;
            });
            List<String> differences = new ArrayList<>();
            for (Table table : Table.values()) {
                if (table.ordinal() >= Table.PATIENT.ordinal()) {
                    compare(transaction, table, rebuilt.of(table), differences);
                }
            }
            return differences;
        });
    }

    private static void compare(
            Transaction transaction, Table table, List<Object[]> rebuilt, List<String> differences) {
        List<String> expected =
                rebuilt.stream().map(HistoryCheck::text).sorted().toList();
        List<String> actual = new ArrayList<>();
        try (Statement statement = transaction.connection().createStatement();
                ResultSet results = statement.executeQuery(table.selectSql)) {
            while (results.next()) {
                Object[] row = new Object[table.columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = table.types.get(i).read(results, i + 1);
                }
                actual.add(text(row));
            }
        } catch (java.sql.SQLException e) {
            throw StoreFault.of(e);
        }
        actual.sort(Comparator.naturalOrder());
        if (!expected.equals(actual)) {
            List<String> more = new ArrayList<>(actual);
            expected.forEach(more::remove);
            List<String> less = new ArrayList<>(expected);
            actual.forEach(less::remove);
            differences.add(table + ": " + actual.size() + " rows, rebuilt " + expected.size() + "; only in table "
                    + first(more) + "; only in rebuild " + first(less));
        }
    }

    private static String first(List<String> rows) {
        return rows.isEmpty() ? "none" : rows.getFirst();
    }

    private static String text(Object[] row) {
        Object[] plain = Arrays.stream(row)
                .map(v -> v instanceof Instant i ? i.truncatedTo(ChronoUnit.MICROS) : v)
                .map(v -> v instanceof java.math.BigDecimal n
                        ? n.stripTrailingZeros().toPlainString()
                        : v)
                .map(v -> v instanceof byte[] b ? HexFormat.of().formatHex(b) : v)
                .map(Objects::toString)
                .toArray();
        return Arrays.toString(plain);
    }

    /** Ids of commits whose digest does not fit what the tables hold now. */
    public static List<UUID> brokenCommits(Database database) {
        return database.inTransaction(transaction -> transaction
                .query("select * from record_commit", row -> {
                    Digest digest = new Digest()
                            .add(row.uuid("id"))
                            .add(row.instant("at"))
                            .add(row.uuid("tenant_id"))
                            .add(row.text("actor_kind"))
                            .add(row.uuid("actor_id"))
                            .add(row.text("actor_name"))
                            .add(row.text("why"))
                            .add(row.uuid("source_id"))
                            .add(row.uuid("inbound_id"));
                    transaction.query(
                            "select noun_id, version, kind, content from revision where commit_id = ? order by noun_id, version",
                            r -> digest.add(r.uuid("noun_id"))
                                    .add(r.integer("version"))
                                    .add(r.text("kind"))
                                    .add(Content.canonical(r.text("content"))),
                            row.uuid("id"));
                    return Arrays.equals(digest.finish(), row.bytes("digest")) ? null : row.uuid("id");
                })
                .stream()
                .filter(Objects::nonNull)
                .toList());
    }

    /** Commits without an audit row beside them, and audit rows that name a commit which does not exist. */
    public static long untraced(Database database) {
        return database.first("""
                        select (select count(*) from record_commit c where not exists (
                                    select 1 from audit_event a
                                    where a.commit_id = c.id and a.at = c.at and left(a.id::text, 18) = left(c.id::text, 18)))
                          + (select count(*) from audit_event a where commit_id is not null
                              and not exists (select 1 from record_commit c where c.id = a.commit_id)) as n
                        """, row -> row.number("n")).orElseThrow();
    }
}
