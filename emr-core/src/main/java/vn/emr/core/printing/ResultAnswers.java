package vn.emr.core.printing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.EncounterList;
import vn.emr.core.chart.ReportPage;
import vn.emr.core.chart.When;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.ReadingPart;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.Sex;
import vn.emr.core.record.Value;

/**
 * A received result as answers to the form that prints it. Forms of results share the names of their items: {@code ket-qua} has a row
 * for each value, {@code mo-ta} and {@code nhan-xet} hold what a reader of pictures wrote. Nothing of the result is left out: what no
 * item fits stands in the description.
 */
final class ResultAnswers {
    private final Form form;
    private final Set<String> items;
    private final Map<String, List<Value>> answers = new LinkedHashMap<>();

    private ResultAnswers(Form form) {
        this.form = form;
        this.items = form.answered().stream().map(Form.Item::linkId).collect(Collectors.toSet());
    }

    /** The form that prints a result; empty when no form says it does. */
    static Optional<Form> form(List<Form> forms, ReportPage.Full report) {
        List<Form> printing = forms.stream().filter(f -> f.results() != null).toList();
        String title = PersonName.unaccented(Stream.of(report.text(), report.specimen())
                .filter(text -> text != null)
                .collect(Collectors.joining(" ")));
        return printing.stream()
                .filter(f -> longest(f, title) > 0)
                .max(Comparator.comparing(f -> longest(f, title)))
                .or(() -> printing.stream()
                        .filter(f -> report.category() != null
                                && f.results().categories().contains(report.category()))
                        .findFirst());
    }

    /** How long the longest of a form's words is that stand in a title. */
    private static int longest(Form form, String title) {
        return form.results().words().stream()
                .filter(title::contains)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    static Map<String, List<Value>> of(Form form, ReportPage.Full report, Charts.Subject subject) {
        ResultAnswers answers = new ResultAnswers(form);
        answers.subject(subject);
        answers.say("so-phieu", report.placerNumber());
        answers.say("ma-kq", report.fillerNumber());
        answers.say("yeu-cau", report.text());
        answers.say("mau", report.specimen());
        answers.moment("lay-mau", report.effective());
        answers.moment("tra-kq", report.issued());
        answers.say("nguoi-thuc-hien", report.performer());
        answers.say("trang-thai", status(report.status()));
        answers.values(report);
        return answers.answers;
    }

    private void subject(Charts.Subject subject) {
        EncounterList.Stay stay = stay(subject).orElse(null);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("patient.name", subject.person().name());
        facts.put("patient.number", number(subject));
        facts.put("patient.age", subject.person().age());
        facts.put("stay.department", stay == null ? null : stay.department());
        facts.put("stay.room", stay == null ? null : stay.room());
        facts.put("stay.bed", stay == null ? null : stay.bed());
        form.answered().forEach(item -> say(item.linkId(), facts.get(item.prefill())));
        if (items.contains("gioi")) {
            sex(subject.person().sex()).ifPresent(v -> answers.put("gioi", List.of(v)));
        }
    }

    /** The last ward of the visit. */
    static Optional<EncounterList.Stay> stay(Charts.Subject subject) {
        return Optional.ofNullable(subject.visit())
                .flatMap(visit ->
                        visit.stays().stream().filter(s -> !s.cancelled()).reduce((first, last) -> last));
    }

    static String number(Charts.Subject subject) {
        return subject.person().identifiers().stream()
                .filter(n -> n.kind() == IdentifierKind.PATIENT_NUMBER && n.active())
                .map(n -> n.value() == null ? n.masked() : n.value())
                .findFirst()
                .orElse(null);
    }

    private static Optional<Value> sex(Sex sex) {
        if (sex == Sex.MALE) {
            return Optional.of(Value.coded("1", null, "Nam"));
        }
        return sex == Sex.FEMALE ? Optional.of(Value.coded("2", null, "Nữ")) : Optional.empty();
    }

    private void values(ReportPage.Full report) {
        if (items.contains("ket-qua")) {
            List<Value> rows = new ArrayList<>();
            report.observations().forEach(o -> rows.add(row(o)));
            report.children().forEach(child -> child.observations().forEach(o -> rows.add(row(o))));
            answers.put("ket-qua", rows);
        } else {
            report.observations().forEach(this::described);
        }
        report.notes().forEach(note -> add("nhan-xet", note));
    }

    private void described(ReportPage.Value value) {
        String text = value.text() == null ? "" : value.text();
        switch (ReadingPart.of(value.name())) {
            case CONCLUSION -> add("nhan-xet", text);
            case ADVICE -> add("de-nghi", text);
            case TECHNIQUE -> add("ky-thuat", text);
            case DESCRIPTION -> add("mo-ta", value.name() == null ? text : value.name() + ": " + text);
        }
        value.notes().forEach(note -> add("nhan-xet", note));
    }

    private static Value row(ReportPage.Value value) {
        Map<String, List<Value>> row = new LinkedHashMap<>();
        put(row, "kq-ten", value.name() == null ? value.code() : value.name());
        String remarks = String.join("\n", value.notes());
        String text = value.text() == null ? "" : value.text();
        put(row, "kq-gia-tri", (text + (remarks.isEmpty() ? "" : "\n" + remarks)).strip());
        put(row, "kq-don-vi", value.unit());
        put(row, "kq-tham-chieu", range(value.range()));
        put(row, "kq-danh-gia", value.flag() == null ? null : value.flag().replace('~', ' '));
        return Value.row(row);
    }

    private static String range(ReportPage.Range range) {
        if (range == null) {
            return null;
        } else if (range.text() != null) {
            return range.text();
        }
        return (range.low() == null ? "" : range.low().toPlainString()) + " – "
                + (range.high() == null ? "" : range.high().toPlainString());
    }

    private void say(String item, String text) {
        if (items.contains(item)) {
            put(answers, item, text);
        }
    }

    private static void put(Map<String, List<Value>> answers, String item, String text) {
        if (text != null && !text.isBlank()) {
            answers.put(item, List.of(Value.of(text)));
        }
    }

    private void add(String item, String text) {
        if (!text.isBlank()) {
            answers.merge(item, List.of(Value.of(text)), (before, more) -> Stream.concat(before.stream(), more.stream())
                    .toList());
        }
    }

    /** As exact as it was sent. */
    private void moment(String item, When when) {
        if (when == null || !items.contains(item)) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(when.from(), Forms.ZONE);
        answers.put(
                item,
                List.of(
                        switch (when.precision()) {
                            case YEAR -> Value.ofDate(day.toString().substring(0, 4));
                            case MONTH -> Value.ofDate(day.toString().substring(0, 7));
                            case DAY -> Value.of(day);
                            case HOUR, MINUTE, SECOND -> Value.of(when.from());
                        }));
    }

    private static String status(ResultStatus status) {
        return switch (status) {
            case REGISTERED -> "Chưa có kết quả";
            case PRELIMINARY -> "Kết quả sơ bộ";
            case FINAL -> "Đã duyệt";
            case AMENDED, CORRECTED -> "Đã sửa";
            case CANCELLED -> "Đã hủy";
            case ENTERED_IN_ERROR, DELETED -> "Đã thu hồi";
        };
    }
}
