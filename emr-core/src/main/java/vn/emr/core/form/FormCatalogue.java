package vn.emr.core.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Every form the ministry prescribes, and how far a hospital has it: what is missing is seen. */
@ApplicationScoped
public class FormCatalogue {
    /** How far a hospital has a form. */
    public enum State {
        /** Compared with the official print, by us or by the hospital. */
        CONFIRMED,
        /** Not compared yet; screen and print say so. */
        UNCONFIRMED,
        MISSING
    }

    /**
     * One form.
     *
     * @param version the one in force, else the newest one; null: none
     * @param own whether the hospital drew it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            String code,
            String version,
            String title,
            String titleEn,
            String law,
            Form.Kind kind,
            State state,
            boolean own) {}

    /** As the file has it. @param cancelled since when the law asks for it no more; null: it does */
    public record Prescribed(String code, String name, String nameEn, String law, Form.Kind kind, String cancelled) {}

    private static final List<Prescribed> PRESCRIBED = read();

    private final HospitalForms forms;
    private final Clock clock;

    @Inject
    public FormCatalogue(HospitalForms forms, Clock clock) {
        this.forms = forms;
        this.clock = clock;
    }

    /** The prescribed ones in the order of the law, then those of the hospital beside them. */
    public List<Line> lines(UUID tenantId) {
        Forms all = forms.of(tenantId);
        Map<String, Form> newest = new TreeMap<>();
        all.all().forEach(form -> newest.put(form.code(), form));
        all.inForce(clock.instant()).forEach(form -> newest.put(form.code(), form));
        List<Line> lines = new ArrayList<>();
        for (Prescribed p : PRESCRIBED) {
            Form form = newest.remove(p.code());
            lines.add(
                    form == null
                            ? new Line(p.code(), null, p.name(), p.nameEn(), p.law(), p.kind(), State.MISSING, false)
                            : line(form));
        }
        newest.values().forEach(form -> lines.add(line(form)));
        return List.copyOf(lines);
    }

    /** What the law says of a code; empty for the hospital's own. */
    public static Optional<Prescribed> prescribed(String code) {
        return PRESCRIBED.stream().filter(p -> p.code().equals(code)).findFirst();
    }

    private static Line line(Form form) {
        return new Line(
                form.code(),
                form.version(),
                form.title(),
                form.titleEn(),
                form.law(),
                form.kind(),
                form.confirmed() ? State.CONFIRMED : State.UNCONFIRMED,
                form.own());
    }

    private static List<Prescribed> read() {
        try (InputStream file = FormCatalogue.class.getResourceAsStream("/forms/catalogue.json")) {
            return new ObjectMapper()
                    .readValue(file, new TypeReference<List<Prescribed>>() {}).stream()
                            .filter(p -> p.cancelled() == null)
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
