package vn.emr.core.sheet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.form.Check;
import vn.emr.core.form.Check.Fault;
import vn.emr.core.form.Check.Problem;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.form.SigningPlace;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Value;
import vn.emr.core.store.Content;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * What the sheets of a visit lack under their forms. It is judged by every sheet that stands, also by what labels hide from who looks:
 * of those nothing but that there is something may be told.
 */
@ApplicationScoped
public class SheetChecks {
    /**
     * One sheet that was not declared void.
     *
     * @param form in the version of the sheet
     * @param shown whether the chart shows it to who looks
     * @param unanswered the words of required items without an answer
     * @param wrong those of items whose answers do not keep the rules of the form
     * @param typing who typed on it and did not save
     * @param unsigned the words of places that nobody signed yet, and who did not sign their entries
     */
    public record Checked(
            UUID id,
            Form form,
            Sheet.Status status,
            boolean shown,
            List<String> unanswered,
            List<String> wrong,
            List<String> typing,
            List<String> unsigned) {}

    private static final int MOST = 5_000;

    private static final String STANDING = """
            select r.content::text as content, %s as shown,
                   array(select a.display_name from sheet_draft d join account a on a.id = d.account_id
                         where d.tenant_id = s.tenant_id and d.sheet_id = s.sheet_id and d.answers is not null
                         order by d.typed_at) as typing,
                   array(select w.place::text from signature_awaited w
                         where w.tenant_id = s.tenant_id and w.sheet_id = s.sheet_id and not w.entry and not w.optional
                         order by w.step, w.place) as places,
                   array(select distinct a.display_name from signature_awaited w join account a on a.id = w.account_id
                         where w.tenant_id = s.tenant_id and w.sheet_id = s.sheet_id and w.entry
                         order by 1) as authors
            from sheet s
            join revision r on r.tenant_id = s.tenant_id and r.patient_id = s.patient_id and r.noun_id = s.sheet_id
                           and r.version = s.version and r.committed_at = s.revised_at
            where s.tenant_id = ? and s.patient_id = any (?) and s.encounter_id = any (?) and s.status <> 'CANCELLED'
            order by s.happened_at, s.sheet_id
            limit ?
            """.formatted(InChart.row("s", "s.sheet_id"));

    private final HospitalForms forms;
    private final Clock clock;

    @Inject
    public SheetChecks(HospitalForms forms, Clock clock) {
        this.forms = forms;
        this.clock = clock;
    }

    /**
     * The sheets of a visit, the oldest first.
     *
     * @param visits the visit as all systems tell it
     */
    public List<Checked> of(Transaction t, Grant grant, UUID[] visits) {
        return t.query(
                STANDING,
                row -> checked(row, forms.of(grant.tenantId())),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                grant.tenantId(),
                grant.filedUnder(),
                visits,
                MOST);
    }

    /** The forms by which sheets of such a treatment may be made now, by code. */
    public List<Form> asked(Grant grant, EncounterClass treatment) {
        return Sheets.settings(treatment).stream()
                .flatMap(setting -> forms.of(grant.tenantId()).inForce(setting, clock.instant()).stream())
                .distinct()
                .toList();
    }

    private static Checked checked(Row row, Forms forms) {
        Sheet sheet = (Sheet) Content.read(NounKind.SHEET, row.text("content"));
        Form form = forms.version(sheet.form(), sheet.formVersion())
                .orElseThrow(
                        () -> new IllegalStateException("no form " + sheet.form() + " version " + sheet.formVersion()));
        // What a paper says, people read on its pages.
        List<Problem> problems = sheet.scan() != null
                ? List.of()
                : Check.problems(form, sheet.answers()).stream()
                        .filter(problem -> !struck(sheet, problem))
                        .toList();
        return new Checked(
                sheet.id(),
                form,
                sheet.status(),
                row.bool("shown"),
                words(form, problems.stream().filter(problem -> problem.code() == Fault.REQUIRED)),
                words(form, problems.stream().filter(problem -> problem.code() != Fault.REQUIRED)),
                Arrays.asList(row.<String>array("typing")),
                unsigned(row, form, sheet));
    }

    private static List<String> unsigned(Row row, Form form, Sheet sheet) {
        List<SigningPlace> places = SigningPlace.of(form, sheet.happened());
        return Stream.concat(
                        Arrays.stream(row.<String>array("places")).map(place -> places.get(Integer.parseInt(place))
                                .words()),
                        Arrays.stream(row.<String>array("authors")))
                .toList();
    }

    /** What stood in an entry that was struck out lacks nothing any more. */
    private static boolean struck(Sheet sheet, Problem problem) {
        String[] parts = parts(problem);
        if (parts.length < 2) {
            return false;
        }
        Value row = sheet.answers().get(parts[0]).get(Integer.parseInt(parts[1]));
        return row != null && row.entry() != null && row.entry().struck() != null;
    }

    private static List<String> words(Form form, Stream<Problem> problems) {
        return problems.map(problem -> text(form, problem)).distinct().toList();
    }

    /** Items and numbers follow each other in a pointer; the last item is the one at fault. */
    private static String text(Form form, Problem problem) {
        String[] parts = parts(problem);
        String item = parts[(parts.length - 1) / 2 * 2];
        return find(form.item(), item).map(Form.Item::text).orElse(item);
    }

    private static String[] parts(Problem problem) {
        return problem.at().substring(1).split("/");
    }

    private static Optional<Form.Item> find(List<Form.Item> items, String linkId) {
        return items.stream()
                .flatMap(item -> item.linkId().equals(linkId) ? Stream.of(item) : find(item.item(), linkId).stream())
                .findFirst();
    }
}
