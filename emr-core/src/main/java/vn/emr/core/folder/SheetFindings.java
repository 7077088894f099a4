package vn.emr.core.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.emr.core.folder.Finding.Severity;
import vn.emr.core.form.Form;
import vn.emr.core.record.Sheet;
import vn.emr.core.sheet.SheetChecks.Checked;

/**
 * What the sheets of a folder lack, and which are not there: the form of the record itself (Luật KBCB 15/2023 art. 69 k1), those that
 * every record of its kind has, and the paper that the end of the treatment demands. Of a sheet that is hidden from who looks only
 * that there is something.
 */
final class SheetFindings {
    /** What may be missing. */
    enum What {
        /** No bệnh án. */
        NO_RECORD_SHEET(Severity.HARD),
        /** A sheet that every record of its kind has. */
        NO_SHEET(Severity.HARD),
        NO_PAPER(Severity.HARD),
        /** Asked for in writing (Luật KBCB 15/2023 art. 69 k4), and not given yet. */
        NO_SUMMARY(Severity.SOFT),
        /** Begun, and not declared complete. */
        SHEET_DRAFT(Severity.HARD),
        /** Somebody typed on it and did not save. */
        SHEET_UNSAVED(Severity.SOFT),
        /** Required items are not answered. */
        SHEET_UNANSWERED(Severity.HARD),
        /** Answers that do not keep the rules of their form. */
        SHEET_WRONG(Severity.HARD),
        /** Signatures are missing (TT 13/2025/TT-BYT art. 3). */
        SHEET_UNSIGNED(Severity.HARD);

        final Severity severity;

        What(Severity severity) {
            this.severity = severity;
        }
    }

    /** Tóm tắt hồ sơ bệnh án, and the request for it (TT 25/2025/TT-BYT, forms 03 and 04). */
    private static final String SUMMARY = "TTHS";

    private static final String SUMMARY_ASKED = "DNTT";
    private static final String BETWEEN = "; ";

    private final List<Form> asked;
    private final List<Checked> sheets;
    private final List<Finding> found = new ArrayList<>();

    private SheetFindings(List<Form> asked, List<Checked> sheets) {
        this.asked = asked;
        this.sheets = sheets;
    }

    /**
     * @param asked the forms that a folder of its kind may have
     * @param sheets those that stand
     */
    static List<Finding> of(VisitFacts facts, List<Form> asked, List<Checked> sheets) {
        SheetFindings findings = new SheetFindings(asked, sheets);
        findings.absent(facts);
        findings.lacking(What.SHEET_DRAFT, SheetFindings::draft);
        findings.lacking(What.SHEET_UNSAVED, Checked::typing);
        findings.lacking(What.SHEET_UNANSWERED, Checked::unanswered);
        findings.lacking(What.SHEET_WRONG, Checked::wrong);
        findings.lacking(What.SHEET_UNSIGNED, Checked::unsigned);
        return findings.found;
    }

    /** Only those that nobody declared complete. */
    static List<Finding> drafts(List<Checked> sheets) {
        SheetFindings findings = new SheetFindings(List.of(), sheets);
        findings.lacking(What.SHEET_DRAFT, SheetFindings::draft);
        return findings.found;
    }

    private static List<String> draft(Checked sheet) {
        return sheet.status() == Sheet.Status.DRAFT ? List.of("") : List.of();
    }

    private void absent(VisitFacts facts) {
        List<Form> records =
                asked.stream().filter(form -> form.kind() == Form.Kind.RECORD).toList();
        if (!records.isEmpty()
                && sheets.stream().noneMatch(sheet -> sheet.form().kind() == Form.Kind.RECORD)) {
            missing(What.NO_RECORD_SHEET, records, null);
        }
        asked.stream()
                .filter(form -> form.mandatory() && form.kind() != Form.Kind.RECORD && !DemandedPaper.is(form.code()))
                .filter(form -> !there(form.code()))
                .forEach(form -> missing(What.NO_SHEET, List.of(form), form.title()));
        DemandedPaper.of(facts)
                .filter(paper -> !there(paper.form) && !paper.issuedElsewhere(facts))
                .ifPresent(
                        paper -> may(paper.form).forEach(form -> missing(What.NO_PAPER, List.of(form), form.title())));
        if (there(SUMMARY_ASKED) && !there(SUMMARY)) {
            may(SUMMARY).forEach(form -> missing(What.NO_SUMMARY, List.of(form), null));
        }
    }

    private List<Form> may(String code) {
        return asked.stream().filter(form -> form.code().equals(code)).toList();
    }

    private boolean there(String form) {
        return sheets.stream().anyMatch(sheet -> sheet.form().code().equals(form));
    }

    private void missing(What what, List<Form> forms, String text) {
        found.add(new Finding(
                what.name(), what.severity, null, forms.stream().map(Form::code).toList(), text));
    }

    /** One for each sheet, with its name and which; all that are hidden together are one. */
    private void lacking(What what, Function<Checked, List<String>> which) {
        sheets.stream()
                .filter(sheet -> sheet.shown() && !which.apply(sheet).isEmpty())
                .forEach(sheet -> found.add(new Finding(
                        what.name(), what.severity, sheet.id(), List.of(), text(sheet, which.apply(sheet)))));
        if (sheets.stream()
                .anyMatch(sheet -> !sheet.shown() && !which.apply(sheet).isEmpty())) {
            found.add(Finding.of(what.name(), what.severity));
        }
    }

    private static String text(Checked sheet, List<String> which) {
        String words = which.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(BETWEEN));
        return words.isEmpty() ? sheet.form().title() : sheet.form().title() + ": " + words;
    }
}
