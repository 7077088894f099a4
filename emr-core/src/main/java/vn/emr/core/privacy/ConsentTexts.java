package vn.emr.core.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.audit.Digest;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/** The texts people are asked to agree to, purpose by purpose. A change is a new version; what was agreed to stays as it was read. */
@ApplicationScoped
public class ConsentTexts {
    /** Of what people may be asked; {@code proposed} and {@code consequence} are words a hospital may begin with. */
    public record Purpose(
            String code, String nameVi, String nameEn, String proposed, String consequence, List<Text> versions) {}

    /**
     * A version of a text.
     *
     * @param consequence what a withdrawal means, as it is told before
     * @param digest SHA-256 of title, body and consequence in NFC, with line feeds between them
     * @param offered whether people are asked for it
     */
    public record Text(
            String purpose,
            int version,
            Instant madeAt,
            String madeBy,
            String title,
            String body,
            String consequence,
            String digest,
            boolean offered) {}

    /** @param version the newest the writer saw; 0 for the first */
    public record Form(String purpose, int version, String title, String body, String consequence, boolean offered) {}

    private static final String TEXTS = """
            select x.purpose, x.version, x.made_at, a.display_name as made_by, x.title, x.body, x.consequence, x.digest, x.offered
            from consent_text x join account a on a.id = x.made_by
            where x.tenant_id = ?
            order by x.purpose, x.version desc
            limit 2000
            """;

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public ConsentTexts(Access access, Database database, AuditTrail trail, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /** All purposes with the hospital's texts, the newest version first. */
    public List<Purpose> all(Caller caller) {
        access.require(caller, "CONSENT_TEXT", null, Right.PRIVACY_MANAGE);
        return database.inTransaction(t -> all(t, caller));
    }

    /**
     * Makes the next version of a text, in force at once.
     *
     * @throws Refusal with pointers; CONFLICT when somebody made a version meanwhile
     */
    public List<Purpose> make(Caller caller, Form form) {
        access.require(caller, "CONSENT_TEXT", null, Right.PRIVACY_MANAGE);
        if (form == null || form.purpose() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which purpose", "/purpose");
        }
        Form checked = checked(form);
        try {
            return database.inTransaction(t -> {
                int newest = newest(t, caller.tenantId(), form.purpose());
                if (newest != form.version()) {
                    throw changedMeanwhile();
                }
                insert(t, caller.tenantId(), caller.id(), checked);
                trail.append(
                        t,
                        access.event(caller, Kind.CONFIGURATION, null, "CONSENT_TEXT", null)
                                .changing(made(checked)));
                return all(t, caller);
            });
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw changedMeanwhile();
            }
            throw fault;
        }
    }

    /**
     * Makes the first texts of a new hospital, each in the name of the account that answers for it; a purpose that has a text keeps it.
     *
     * @throws Refusal for a text that {@link #make} would not take, or an account that is not there
     */
    public void begin(UUID tenantId, String username, List<Form> forms) {
        database.run(t -> {
            UUID writer = t.first(
                            "select id from account where tenant_id = ? and username = ?",
                            row -> row.uuid("id"),
                            tenantId,
                            username)
                    .orElseThrow(() -> new Refusal(Code.MALFORMED_FIELD, "no such account"));
            for (Form form : forms) {
                if (newest(t, tenantId, form.purpose()) == 0) {
                    Form checked = checked(form);
                    insert(t, tenantId, writer, checked);
                    trail.append(
                            t,
                            AuditEvent.ofHouse(now(), tenantId, Kind.CONFIGURATION, Actor.SYSTEM, "CONSENT_TEXT", null)
                                    .changing(made(checked)));
                }
            }
        });
    }

    private static Form checked(Form form) {
        return new Form(
                form.purpose(),
                form.version(),
                words(form.title(), 5, 200, "/title"),
                words(form.body(), 50, 20_000, "/body"),
                words(form.consequence(), 10, 2_000, "/consequence"),
                form.offered());
    }

    private void insert(Transaction t, UUID tenantId, UUID writer, Form form) {
        t.update(
                """
                insert into consent_text (tenant_id, purpose, version, made_at, made_by, title, body, consequence, digest, offered)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                tenantId,
                form.purpose(),
                form.version() + 1,
                now(),
                writer,
                form.title(),
                form.body(),
                form.consequence(),
                digest(form.title(), form.body(), form.consequence()),
                form.offered());
    }

    private static String made(Form form) {
        return "%s: version %d -> %d%s"
                .formatted(form.purpose(), form.version(), form.version() + 1, form.offered() ? "" : ", not offered");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Refusal changedMeanwhile() {
        return new Refusal(Code.CONFLICT, "somebody made a version meanwhile; read it again", "/version");
    }

    private static int newest(Transaction t, UUID tenantId, String purpose) {
        if (t.first("select 1 as one from consent_purpose where code = ?", row -> row.integer("one"), purpose)
                .isEmpty()) {
            throw new Refusal(Code.MALFORMED_FIELD, "no such purpose", "/purpose");
        }
        return t.first(
                        "select coalesce(max(version), 0) as newest from consent_text where tenant_id = ? and purpose = ?",
                        row -> row.integer("newest"),
                        tenantId,
                        purpose)
                .orElse(0);
    }

    private static List<Purpose> all(Transaction t, Caller caller) {
        List<Text> texts = t.query(TEXTS, ConsentTexts::text, caller.tenantId());
        return t.query(
                "select code, name_vi, name_en, proposed, consequence from consent_purpose order by line limit 100",
                row -> new Purpose(
                        row.text("code"),
                        row.text("name_vi"),
                        row.text("name_en"),
                        row.text("proposed"),
                        row.text("consequence"),
                        texts.stream()
                                .filter(text -> text.purpose().equals(row.text("code")))
                                .toList()));
    }

    /** The newest version of each text that people are asked for. */
    static List<Text> offered(Transaction t, Caller caller) {
        return t.query("""
                select distinct on (x.purpose) x.purpose, x.version, x.made_at, a.display_name as made_by, x.title, x.body,
                       x.consequence, x.digest, x.offered
                from consent_text x join account a on a.id = x.made_by
                where x.tenant_id = ?
                order by x.purpose, x.version desc
                limit 100
                """, ConsentTexts::text, caller.tenantId()).stream()
                .filter(Text::offered)
                .toList();
    }

    static Text text(Row row) {
        return new Text(
                row.text("purpose"),
                row.integer("version"),
                row.instant("made_at"),
                row.text("made_by"),
                row.text("title"),
                row.text("body"),
                row.text("consequence"),
                row.text("digest"),
                row.bool("offered"));
    }

    /** A text of so many characters in NFC. */
    static String words(String given, int least, int most, String at) {
        String text = given == null ? "" : Normalizer.normalize(given.strip(), Normalizer.Form.NFC);
        if (text.length() < least || text.length() > most || text.indexOf('\0') >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "a text of " + least + " to " + most + " characters", at);
        }
        return text;
    }

    private static String digest(String title, String body, String consequence) {
        byte[] bytes = String.join("\n", title, body, consequence).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Digest.sha256().digest(bytes));
    }
}
