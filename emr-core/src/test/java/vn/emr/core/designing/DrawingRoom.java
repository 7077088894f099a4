package vn.emr.core.designing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.designing.OwnForm.Act;
import vn.emr.core.designing.OwnForm.Copied;
import vn.emr.core.designing.OwnForm.Open;
import vn.emr.core.designing.OwnForm.Step;
import vn.emr.core.designing.OwnForm.Typed;
import vn.emr.core.form.Forms;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

/** A hospital where one person draws forms and another one judges them. */
final class DrawingRoom {
    static final String RECORD = "01/BV1";

    /** A clock that goes when a test says so. */
    final class Hand extends Clock {
        private Instant now = Instant.now();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    final Hospital hospital = new Hospital();
    final AuditTrail trail = new AuditTrail(hospital.database);
    final Access access = new Access(hospital.database, trail);
    final HospitalForms forms = new HospitalForms(new Forms("forms"), hospital.database);
    final Hand clock = new Hand();
    final FormDrawing drawing = new FormDrawing(access, hospital.database, trail, forms, clock);
    final Confirmations confirmations = new Confirmations(access, hospital.database, trail, forms, clock);
    final Caller writer = somebody(Role.IT_ADMIN);
    final Caller judge = somebody(Role.QUALITY_OFFICER);

    Caller somebody(Role role) {
        return hospital.caller(hospital.account(role + "-" + Ids.next(), "x", role), role);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Forms.ZONE);
    }

    void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    Forms all() {
        return forms.of(hospital.tenant);
    }

    Open copy(String code) {
        return drawing.copy(
                writer,
                new Copied(
                        code, all().inForce(code, clock.instant()).orElseThrow().version(), null, null, null));
    }

    Open write(Open seen, JsonNode definition) {
        return drawing.write(writer, seen.form().id(), new Typed(seen.form().number(), definition));
    }

    Open step(Caller who, Open seen, Act act, LocalDate from) {
        String reason = act == Act.SENT || act == Act.APPROVED ? null : "Theo ý kiến hội đồng";
        return drawing.step(who, seen.form().id(), act, new Step(seen.form().number(), reason, from));
    }

    Open approved(Open drawn, LocalDate from) {
        return step(judge, step(writer, drawn, Act.SENT, null), Act.APPROVED, from);
    }

    /** A question of the hospital, at the end. */
    static ObjectNode added(JsonNode definition, String linkId, String text) {
        ObjectNode form = definition.deepCopy();
        ((ArrayNode) form.get("item"))
                .addObject()
                .put("linkId", linkId)
                .put("text", text)
                .put("textEn", "Added")
                .put("type", "string");
        return form;
    }

    /** The same without an item, wherever it stands. */
    static ObjectNode without(JsonNode definition, String linkId) {
        ObjectNode form = definition.deepCopy();
        remove(form, linkId);
        return form;
    }

    private static void remove(JsonNode group, String linkId) {
        if (group.get("item") instanceof ArrayNode items) {
            for (int i = items.size() - 1; i >= 0; i--) {
                if (items.get(i).path("linkId").asText().equals(linkId)) {
                    items.remove(i);
                } else {
                    remove(items.get(i), linkId);
                }
            }
        }
    }

    int traced(String words) {
        return hospital.database
                .first(
                        "select count(*)::int as n from audit_event where object_kind = 'FORM' and strpos(changes, ?) > 0",
                        row -> row.integer("n"),
                        words)
                .orElseThrow();
    }

    static Refusal refused(Code code, Executable act) {
        Refusal refusal = assertThrows(Refusal.class, act);
        assertEquals(code, refusal.code(), refusal.getMessage());
        return refusal;
    }
}
