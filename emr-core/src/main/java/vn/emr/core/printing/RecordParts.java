package vn.emr.core.printing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.access.PrintAccess.Shown;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.ReportPage;
import vn.emr.core.folder.Folders;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.printing.Conversion.Watermark;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Sheet;
import vn.emr.core.sheet.SheetList.Line;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.store.Database;

/**
 * What of a record is printed, and in which order: the bệnh án, then tab by tab, in each by the number of the form (TT 32/2023/TT-BYT,
 * annexes XXVIII and XXIX) and by time. Sheets of one form that follow each other are printed as one run.
 */
@ApplicationScoped
public class RecordParts {
    /** A run longer than this goes on in another, so that no part needs much memory. */
    private static final int LONGEST_RUN = 20;

    private static final int MOST_SHEETS = 2_000;

    /** Sheets that are drawn together. */
    private record Run(Form form, Watermark watermark, List<Line> lines) {}

    private record Report(Form form, ReportPage.Full page) {}

    /** Whose record it is, and the marks of its pages. */
    private record Of(
            Grant grant, Charts.Subject subject, Heading heading, Conversion conversion, SignatureMarks signatures) {}

    private final PrintAccess prints;
    private final Folders folders;
    private final Sheets sheets;
    private final Charts charts;
    private final HospitalForms forms;
    private final SheetPrint print;
    private final ScanView scans;
    private final Marks marks;

    @Inject
    public RecordParts(
            PrintAccess prints,
            Folders folders,
            Sheets sheets,
            Charts charts,
            HospitalForms forms,
            SheetPrint print,
            Database database,
            Clock clock,
            @ConfigProperty(name = "emr.origin") Optional<String> origin) {
        this.prints = prints;
        this.folders = folders;
        this.sheets = sheets;
        this.charts = charts;
        this.forms = forms;
        this.print = print;
        this.scans = new ScanView(print, charts);
        this.marks = new Marks(database, clock, origin);
    }

    /**
     * A record as it is printed now, traced; its pages are read when they are drawn.
     *
     * @param only the sheets and results of an extract; empty: everything
     * @param lost as {@link PrintAccess#print}
     */
    RecordPdf.Record record(Caller caller, Grant grant, UUID folderId, Set<UUID> only, PrintAccess.Line lost) {
        Folders.Page page = folders.page(grant, folderId);
        Charts.Subject subject = charts.subject(grant, page.folder().encounterId());
        List<Line> lines = page.sheets().stream()
                .filter(line -> line.status() != Sheet.Status.CANCELLED)
                .toList();
        List<ReportPage.Full> reports = subject.visit() == null ? List.of() : charts.reportsOf(grant, visits(subject));
        boolean extract = !only.isEmpty();
        List<Line> chosen = lines.stream()
                .filter(line -> !extract || only.contains(line.id()))
                .toList();
        List<ReportPage.Full> told = reports.stream()
                .filter(report -> !extract || only.contains(report.id()))
                .toList();
        mustFit(only, chosen, told);
        List<Run> runs = runs(grant, chosen, extract);
        List<Report> results = results(grant, told, lost == null ? marks.now() : lost.at());
        List<Shown> shown = Stream.concat(
                        runs.stream().flatMap(run -> shown(run).stream()),
                        results.stream().map(RecordParts::shown))
                .toList();
        int all = lines.size() + reports.size();
        PrintAccess.Line line = prints.print(
                grant,
                NounKind.RECORD_FOLDER,
                folderId,
                extract ? PrintLookup.EXTRACT + " " + shown.size() + " of " + all : "whole " + all,
                shown,
                lost);
        Of of = new Of(
                grant,
                subject,
                Marks.heading(subject, page.folder().archiveNumber(), null),
                marks.of(caller, subject, line, extract ? Watermark.EXTRACT : null),
                marks.signatures(grant, chosen.stream().map(Line::id).toList(), line.at()));
        List<Part> parts = Stream.concat(
                        runs.stream().map(run -> part(of, run)),
                        results.stream().map(report -> part(of, report)))
                .sorted(Comparator.comparing(Part::place))
                .toList();
        return new RecordPdf.Record(
                RecordFace.of(page.folder(), subject, grant.masks().isEmpty(), extract, shown.size(), all),
                parts,
                of.heading(),
                of.conversion());
    }

    private static Set<UUID> visits(Charts.Subject subject) {
        Visit visit = subject.visit();
        Set<UUID> ids = new HashSet<>(visit.otherIds());
        ids.add(visit.id());
        return ids;
    }

    private static void mustFit(Set<UUID> only, List<Line> sheets, List<ReportPage.Full> reports) {
        int found = sheets.size() + reports.size();
        if (!only.isEmpty() && found < only.size()) {
            throw new Refusal(Code.NOT_FOUND, "something of the choice is not in this record", "/only");
        }
        if (found == 0) {
            throw new Refusal(Code.NOT_APPLICABLE, "the folder holds nothing to print");
        }
        if (sheets.size() > MOST_SHEETS) {
            throw new Refusal(Code.TOO_LARGE, "more than 2,000 sheets: print an extract", "/only");
        }
        boolean draft = sheets.stream().anyMatch(line -> line.status() == Sheet.Status.DRAFT);
        if (!only.isEmpty() && draft) {
            throw new Refusal(Code.NOT_APPLICABLE, "an extract is made of complete sheets", "/only");
        }
    }

    /** The bệnh án before everything, then tab by tab; within a tab parts keep their order. */
    private static int place(Form form) {
        return form.kind() == Form.Kind.RECORD ? -1 : form.group().ordinal();
    }

    private List<Run> runs(Grant grant, List<Line> lines, boolean extract) {
        Forms all = forms.of(grant.tenantId());
        List<Run> runs = new ArrayList<>();
        lines.stream()
                .sorted(Comparator.comparing(Line::form)
                        .thenComparing(Line::happened)
                        .thenComparing(Line::id))
                .forEach(line -> {
                    Form form = all.version(line.form(), line.formVersion()).orElseThrow();
                    Watermark watermark = extract ? Watermark.EXTRACT : Marks.watermark(line.status());
                    Run last = runs.isEmpty() ? null : runs.getLast();
                    if (last != null && line.pages() == null && goesOn(last, form, watermark)) {
                        last.lines().add(line);
                    } else {
                        runs.add(new Run(form, watermark, new ArrayList<>(List.of(line))));
                    }
                });
        return runs;
    }

    /** Papers are handed out one by one, and a bệnh án stands alone. */
    private static boolean goesOn(Run run, Form form, Watermark watermark) {
        return run.form() == form
                && form.kind() == Form.Kind.SHEET
                && form.group() != Form.Group.CONSENT
                && run.watermark() == watermark
                && run.lines().getLast().pages() == null
                && run.lines().size() < LONGEST_RUN;
    }

    private List<Report> results(Grant grant, List<ReportPage.Full> reports, Instant at) {
        List<Form> inForce = forms.of(grant.tenantId()).inForce(at);
        return reports.stream()
                .map(page -> new Report(ResultAnswers.form(inForce, page).orElse(null), page))
                .sorted(Comparator.comparing((Report report) ->
                        report.form() == null ? "~" : report.form().code()))
                .toList();
    }

    private static List<Shown> shown(Run run) {
        return run.lines().stream()
                .map(line -> new Shown(NounKind.SHEET, line.id(), line.version(), line.form(), line.title()))
                .toList();
    }

    private static Shown shown(Report report) {
        return new Shown(
                NounKind.DIAGNOSTIC_REPORT,
                report.page().id(),
                report.page().version(),
                report.form() == null ? "" : report.form().code(),
                title(report));
    }

    private static String title(Report report) {
        return report.form() == null ? "Kết quả cận lâm sàng" : report.form().title();
    }

    private Part scanned(Of of, Run run) {
        Line line = run.lines().getFirst();
        return new Part(
                place(run.form()),
                run.form().group(),
                run.form().code(),
                line.title() + " (bản quét, " + line.pages() + " trang)",
                Words.day(LocalDate.ofInstant(line.happened(), Forms.ZONE)),
                shown(run),
                scans.pages(
                        of.grant(),
                        run.form(),
                        line.pages(),
                        () -> sheets.versions(of.grant(), List.of(line)).getFirst(),
                        of.heading(),
                        of.conversion().marked(run.watermark())));
    }

    private Part part(Of of, Run run) {
        List<Line> lines = run.lines();
        if (lines.getFirst().pages() != null) {
            return scanned(of, run);
        }
        String title = run.form().title() + (lines.size() > 1 ? " (" + lines.size() + " tờ)" : "");
        Instant first = lines.getFirst().happened();
        Instant last = lines.getLast().happened();
        String when = first.equals(last) ? Words.moment(first) : Words.moment(first) + " – " + Words.moment(last);
        Supplier<String> page = () -> print.page(
                run.form(),
                sheets.versions(of.grant(), lines).stream()
                        .map(s -> new SheetPrint.Leaf(
                                s.answers(), Marks.written(s), of.signatures().of(s, run.form())))
                        .toList(),
                of.heading(),
                of.conversion().marked(run.watermark()));
        return new Part(
                place(run.form()), run.form().group(), run.form().code(), title, when, shown(run), List.of(page));
    }

    private Part part(Of of, Report report) {
        ReportPage.Full page = report.page();
        String name = Stream.of(page.text(), page.code())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        String title = report.form() == null
                ? name + " (không có mẫu in)"
                : title(report) + (name.isEmpty() ? "" : ": " + name);
        String when = Words.told(page.effective());
        return new Part(
                Form.Group.RESULT.ordinal(),
                Form.Group.RESULT,
                report.form() == null ? null : report.form().code(),
                title,
                when,
                List.of(shown(report)),
                report.form() == null
                        ? List.of()
                        : List.of(() -> print.page(
                                report.form(),
                                List.of(new SheetPrint.Leaf(ResultAnswers.of(report.form(), page, of.subject()), null)),
                                of.heading(),
                                of.conversion())));
    }
}
