package vn.emr.core.form;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Forms, each in its versions: those that came with this server, or with them what a hospital drew and confirmed ({@link
 * HospitalForms}). Every folder that {@code forms/index.txt} lists holds one version; a bad one keeps the server from starting, with
 * a sentence that says what is wrong.
 */
@ApplicationScoped
public class Forms {
    /** Of statutes, and of days written on sheets. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** On one day a version of the hospital goes before a shipped one, and of its own the one that began last. */
    private static final Comparator<Form> BY_RANK = Comparator.comparing(Form::own)
            .thenComparing(form -> form.effective().start())
            .thenComparingInt(Form::number);

    private static final Comparator<Form> BY_CODE = Comparator.comparing(Form::code)
            .thenComparing(form -> form.effective().start())
            .thenComparing(Form::version);

    private final String root;
    private final List<Form> all;

    @Inject
    Forms() {
        this("forms");
    }

    /** The forms below another folder of the class path. */
    public Forms(String root) {
        this.root = root;
        this.all = load();
    }

    private Forms(String root, List<Form> all) {
        this.root = root;
        this.all = all;
    }

    /** These forms as a hospital has them: with its own beside them. */
    Forms as(UnaryOperator<Form> shipped, List<Form> own) {
        return new Forms(
                root,
                Stream.concat(all.stream().map(shipped), own.stream())
                        .sorted(BY_CODE)
                        .toList());
    }

    /** Every version of every form, by code and version. */
    public List<Form> all() {
        return all;
    }

    /** One version, whenever it is in force. */
    public Optional<Form> version(String code, String version) {
        return all.stream()
                .filter(f -> f.code().equals(code) && f.version().equals(version))
                .findFirst();
    }

    /** The version in force when something happened (TT 25/2025/TT-BYT: by the day of the event, not of writing). */
    public Optional<Form> inForce(String code, Instant happened) {
        LocalDate day = LocalDate.ofInstant(happened, ZONE);
        return all.stream()
                .filter(f -> f.code().equals(code) && f.effective().holds(day))
                .max(BY_RANK);
    }

    /** The forms in force at a moment for records of a setting, by code. */
    public List<Form> inForce(Form.Setting setting, Instant moment) {
        return inForce(moment).stream()
                .filter(f -> f.classes().contains(setting))
                .toList();
    }

    /** Every form in force at a moment, by code. */
    public List<Form> inForce(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, ZONE);
        Map<String, Form> byCode = new TreeMap<>();
        all.stream()
                .filter(f -> f.effective().holds(day))
                .forEach(f -> byCode.merge(f.code(), f, BinaryOperator.maxBy(BY_RANK)));
        return List.copyOf(byCode.values());
    }

    /** A file of a form's folder such as {@code print.html}; empty when it has none. */
    public Optional<byte[]> file(Form form, String name) {
        return bytes(folder(form.code(), form.version()) + "/" + name);
    }

    /** The folder of a version below {@code forms}: the code with - for /. */
    public static String folder(String code, String version) {
        return code.replace('/', '-') + "/" + version;
    }

    private List<Form> load() {
        String index = bytes("index.txt")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("no " + root + "/index.txt"));
        List<Form> forms = new ArrayList<>();
        index.lines().filter(line -> !line.isBlank()).forEach(folder -> {
            Form form = read(folder);
            mustBeNew(form, forms, folder);
            forms.add(form);
        });
        forms.sort(BY_CODE);
        return List.copyOf(forms);
    }

    private Form read(String folder) {
        String where = root + "/" + folder + "/form.json";
        byte[] json = bytes(folder + "/form.json").orElseThrow(() -> new IllegalStateException("no " + where));
        Form form;
        try {
            form = FormReader.read(json, part -> bytes("parts/" + part + ".json"));
        } catch (BadForm bad) {
            throw new IllegalStateException(where + ": " + bad.getMessage());
        }
        if (form.own()) {
            throw new IllegalStateException(where + ": versions with a point are those of hospitals");
        }
        if (!folder.equals(folder(form.code(), form.version()))) {
            throw new IllegalStateException(
                    where + ": is " + form.code() + " version " + form.version() + " and belongs elsewhere");
        }
        return form;
    }

    /** On no day may two versions of a form be in force. */
    private void mustBeNew(Form form, List<Form> others, String folder) {
        others.stream()
                .filter(o -> o.code().equals(form.code()))
                .filter(o -> o.effective().holds(form.effective().start())
                        || form.effective().holds(o.effective().start()))
                .findFirst()
                .ifPresent(o -> {
                    throw new IllegalStateException(
                            root + "/" + folder + ": in force on the same day as version " + o.version());
                });
    }

    private Optional<byte[]> bytes(String name) {
        try (InputStream file = Forms.class.getResourceAsStream("/" + root + "/" + name)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
