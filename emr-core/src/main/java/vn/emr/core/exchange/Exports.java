package vn.emr.core.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.folder.FolderChoice;
import vn.emr.core.privacy.Declaration;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;

/**
 * Takes closed and archived records out together, behind the one who asked: they see how far it is and what was refused, and take the
 * parts as each is whole. One export at a time in a hospital; its files are kept for a week, for the one who asked alone.
 */
@ApplicationScoped
public class Exports {
    /** Folders of one export. */
    public static final int MOST = 20_000;

    static final Duration KEPT = Duration.ofDays(7);

    /**
     * What is wanted, to whom it goes and why it may; what is null of the first four does not matter.
     *
     * @param state CLOSED or ARCHIVED
     * @param from and until: days of admission, both included
     * @param pdf with each record printed whole
     * @param purpose and ground, basis, receiver: as {@link Declaration} has them
     */
    public record Asked(
            State state,
            UUID departmentId,
            LocalDate from,
            LocalDate until,
            boolean pdf,
            String purpose,
            String ground,
            String basis,
            String receiver) {}

    private final Access access;
    private final FolderChoice folders;
    private final Database database;
    private final AuditTrail trail;
    private final ExportRunner runner;
    private final ExportProgress progress;
    private final ExportFiles files;
    private final Clock clock;

    @Inject
    public Exports(
            Access access,
            FolderChoice folders,
            Database database,
            AuditTrail trail,
            ExportRunner runner,
            ExportProgress progress,
            @ConfigProperty(name = "emr.data.dir") String dataDir,
            Clock clock) {
        this.access = access;
        this.folders = folders;
        this.database = database;
        this.trail = trail;
        this.runner = runner;
        this.progress = progress;
        this.files = new ExportFiles(Path.of(dataDir));
        this.clock = clock;
    }

    /**
     * Begins an export of the folders there are now; traced with how many. Each is judged again when its turn comes.
     *
     * @throws Refusal FORBIDDEN, traced, without the right; MALFORMED_FIELD; TOO_LARGE for more than 20,000 folders; NOT_APPLICABLE for
     *     none; NOT_YET while another export of the hospital runs
     */
    public ExportProgress.Export begin(Caller caller, Asked asked) {
        if (asked == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", "/purpose", "/receiver");
        }
        Declaration declared = declared(asked);
        if (asked.pdf()) {
            access.require(caller, ExportProgress.WHAT, null, Right.RECORD_PRINT);
        }
        List<FolderChoice.Chosen> chosen =
                folders.kept(caller, asked.state(), asked.departmentId(), asked.from(), asked.until(), MOST + 1);
        if (chosen.size() > MOST) {
            throw new Refusal(Code.TOO_LARGE, "more than 20,000 folders: choose a shorter time");
        }
        if (chosen.isEmpty()) {
            throw new Refusal(Code.NOT_APPLICABLE, "no closed or archived folder was found");
        }
        UUID id = Ids.next();
        write(caller, id, asked, declared, chosen);
        runner.nudge();
        return progress.one(caller, id);
    }

    private static Declaration declared(Asked asked) {
        Map<String, String> settings = new HashMap<>();
        settings.put("egress-purpose", asked.purpose());
        settings.put("egress-ground", asked.ground());
        settings.put("egress-basis", asked.basis());
        settings.put("egress-receiver", asked.receiver());
        settings.put("egress-data", "HoSoBenhAn");
        try {
            return Declaration.of(settings, "");
        } catch (Refusal wrong) {
            String[] fields = wrong.fields().stream()
                    .map(field -> field.replace("egress-", ""))
                    .toArray(String[]::new);
            throw new Refusal(wrong.code(), wrong.getMessage(), fields);
        }
    }

    private void write(Caller caller, UUID id, Asked asked, Declaration declared, List<FolderChoice.Chosen> chosen) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        database.run(t -> {
            int begun = t.update(
                    """
                    insert into record_export (id, tenant_id, account_id, begun_at, state, department_id, admitted_from,
                                               admitted_until, with_pdf, purpose, ground, basis, receiver, folders)
                    values (?, ?, ?, ?, ?, ?, ?::date, ?::date, ?, ?, ?, ?, ?, ?)
                    on conflict (tenant_id) where ended_at is null do nothing
                    """,
                    id,
                    caller.tenantId(),
                    caller.id(),
                    now,
                    asked.state(),
                    asked.departmentId(),
                    text(asked.from()),
                    text(asked.until()),
                    asked.pdf(),
                    declared.purpose(),
                    declared.ground(),
                    declared.basis(),
                    declared.receiver(),
                    chosen.size());
            if (begun == 0) {
                throw new Refusal(Code.NOT_YET, "another export is being made");
            }
            t.update(
                    """
                    insert into record_export_folder (export_id, place, folder_id, patient_id)
                    select ?, c.place - 1, c.folder, c.patient
                    from unnest(?::uuid[], ?::uuid[]) with ordinality as c (folder, patient, place)
                    """,
                    id,
                    chosen.stream().map(FolderChoice.Chosen::id).toArray(UUID[]::new),
                    chosen.stream().map(FolderChoice.Chosen::patientId).toArray(UUID[]::new));
            trail.append(
                    t,
                    access.event(caller, Kind.EXPORT, null, ExportProgress.WHAT, id)
                            .noting(chosen.size() + " folders"));
        });
    }

    private static String text(LocalDate day) {
        return day == null ? null : day.toString();
    }

    /**
     * Ends one that runs; its files are removed. One that has ended stays as it is.
     *
     * @throws Refusal as {@link ExportProgress#one}
     */
    public ExportProgress.Export cancel(Caller caller, UUID id) {
        progress.one(caller, id);
        database.run(t -> {
            int ended = t.update(
                    "update record_export set ended_at = ?, ended = 'CANCELLED' where id = ? and ended_at is null",
                    clock.instant(),
                    id);
            if (ended > 0) {
                trail.append(
                        t,
                        access.event(caller, Kind.EXPORT, null, ExportProgress.WHAT, id)
                                .noting("cancelled"));
            }
        });
        runner.nudge();
        return progress.one(caller, id);
    }

    /**
     * The file of a part; traced each time.
     *
     * @throws Refusal as {@link ExportProgress#one}, and NOT_FOUND for a part that is not whole yet or was removed
     */
    public Path file(Caller caller, UUID id, int part) {
        ExportProgress.Export export = progress.one(caller, id);
        Path file = export.parts().stream()
                .filter(one -> one.part() == part && export.standing() != ExportProgress.Standing.CANCELLED)
                .findFirst()
                .flatMap(one -> files.whole(id, part))
                .orElseThrow(() -> access.missing(caller, ExportProgress.WHAT, id));
        database.run(t -> trail.append(
                t,
                access.event(caller, Kind.EXPORT, null, ExportProgress.WHAT, id).noting("part " + part)));
        return file;
    }
}
