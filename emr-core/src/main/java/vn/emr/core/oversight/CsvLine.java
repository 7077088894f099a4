package vn.emr.core.oversight;

import java.util.Objects;
import java.util.stream.Stream;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.desk.Csv;

/** A line of the trace for spreadsheets; cells that one would calculate are neutralised. */
final class CsvLine {
    private CsvLine() {}

    static String head() {
        return Csv.line(
                "id",
                "at",
                "kind",
                "success",
                "actorKind",
                "actor",
                "role",
                "patientId",
                "encounterId",
                "object",
                "objectId",
                "purpose",
                "address",
                "device",
                "requestId",
                "detail",
                "changes",
                "reason");
    }

    static String of(AuditEvent e) {
        return Csv.line(Stream.of(
                        e.id(),
                        e.at(),
                        e.kind(),
                        e.success(),
                        e.actor().kind(),
                        e.actor().name(),
                        e.actor().role(),
                        e.patientId(),
                        e.encounterId(),
                        e.objectKind(),
                        e.objectId(),
                        e.purpose(),
                        e.actor().address(),
                        e.actor().device(),
                        e.actor().requestId(),
                        e.detail(),
                        e.changes(),
                        e.reason())
                .map(value -> Objects.toString(value, ""))
                .toArray(String[]::new));
    }
}
