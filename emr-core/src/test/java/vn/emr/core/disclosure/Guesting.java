package vn.emr.core.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Part;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.Feeds;
import vn.emr.core.disclosure.Decisions.Decided;
import vn.emr.core.disclosure.GuestAccess.Asked;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Role;

/** A hospital with a record of two visits, and somebody from outside to whom an approved request about it is opened. */
abstract class Guesting {
    final Asking asking = new Asking(Clock.systemUTC());
    final Hospital hospital = asking.hospital;
    final Access access = asking.access;
    final Caller clerk = asking.clerk;
    final UUID account = hospital.account("thanhtra", "x", Role.INSPECTOR);
    final Caller guest = hospital.caller(account, Role.INSPECTOR);
    final GuestAccess guests = at(Clock.systemUTC());
    final BlobStore blobs = new BlobStore("target/test-data/guests", hospital.database);
    final Charts charts =
            new Charts(hospital.database, blobs, new Feeds(hospital.database), new Meanings(hospital.database));
    final UUID other = asking.stayed(asking.patient, State.ARCHIVED);
    UUID report;
    UUID foreignReport;
    UUID document;

    @BeforeEach
    void record() {
        report = reportOf(asking.visit);
        foreignReport = reportOf(other);
        reportOf(null);
        hospital.condition(asking.patient, asking.visit, "J18", "Viêm phổi");
        hospital.condition(asking.patient, other, "K35", "Viêm ruột thừa");
        hospital.condition(asking.patient, null, "I10", "Tăng huyết áp");
        hospital.order(asking.patient, asking.visit, "LAB");
        hospital.order(asking.patient, other, "LAB");
        byte[] paper = "giấy".getBytes(StandardCharsets.UTF_8);
        document = hospital.document(asking.patient, asking.visit, "text/plain", blobs.put(paper), paper.length);
        hospital.study(asking.patient);
    }

    GuestAccess at(Clock clock) {
        return new GuestAccess(
                access, asking.lists, new Steps(access, hospital.database, asking.trail, clock), hospital.database);
    }

    Grant open(Caller caller) {
        return access.open(caller, caller.purpose(), asking.patient);
    }

    UUID approved(Set<Form> forms, Set<Part> parts, List<UUID> labels) {
        UUID id = asking.received(Requester.INSPECTOR, forms.toArray(Form[]::new));
        Decided all = asking.approval(id, asking.visit, forms.toArray(Form[]::new));
        asking.decisions.decide(
                asking.director,
                id,
                new Decided(
                        all.step(),
                        all.outcome(),
                        forms,
                        all.visits(),
                        false,
                        parts,
                        labels,
                        LocalDate.now(Steps.VIETNAM).plusDays(30),
                        null));
        return id;
    }

    void opened(UUID id, boolean prints) {
        guests.open(clerk, id, new Asked(asking.step(id), "thanhtra", null, tomorrow(), prints));
    }

    static Instant tomorrow() {
        return Instant.now().plus(Duration.ofDays(1));
    }

    UUID reportOf(UUID visit) {
        UUID id = Ids.next();
        Instant at = Instant.now().minus(Duration.ofHours(1 + hospital.audits("CREATE")));
        hospital.commit(hospital.report(
                id,
                1,
                asking.patient,
                visit,
                at,
                List.of(Hospital.value(1, "GLU", "Glucose", "5.0", "mmol/L", "3.9", "6.4", "N", at))));
        return id;
    }

    void forbidden(Executable act) {
        forbidden(act, "");
    }

    void forbidden(Executable act, String why) {
        int before = hospital.audits("REFUSED");
        assertEquals(Code.FORBIDDEN, assertThrows(Refusal.class, act, why).code(), why);
        assertEquals(before + 1, hospital.audits("REFUSED"), "traced once");
    }

    static void missing(Executable act) {
        refused(Code.NOT_FOUND, act);
    }

    static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
