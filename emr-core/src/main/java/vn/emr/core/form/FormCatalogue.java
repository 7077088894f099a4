package vn.emr.core.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every form the ministry prescribes, and how far this server has it: what is missing is seen. */
@ApplicationScoped
public class FormCatalogue {
    /** How far this server has a form. */
    public enum State {
        /** Compared with the official print. */
        CONFIRMED,
        /** Not compared yet; screen and print say so. */
        UNCONFIRMED,
        MISSING
    }

    /** @param version the newest one that this server has; null: none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            String code, String version, String title, String titleEn, String law, Form.Kind kind, State state) {}

    /** As the file has it. @param cancelled since when the law asks for it no more; null: it does */
    private record Prescribed(String code, String name, String nameEn, String law, Form.Kind kind, String cancelled) {}

    private final List<Line> lines;

    @Inject
    public FormCatalogue(Forms forms) {
        Map<String, Form> newest = new TreeMap<>();
        forms.all().forEach(form -> newest.put(form.code(), form));
        List<Line> all = new ArrayList<>();
        for (Prescribed p :
                prescribed().stream().filter(p -> p.cancelled() == null).toList()) {
            Form form = newest.remove(p.code());
            all.add(
                    form == null
                            ? new Line(p.code(), null, p.name(), p.nameEn(), p.law(), p.kind(), State.MISSING)
                            : line(form));
        }
        newest.values().forEach(form -> all.add(line(form)));
        this.lines = List.copyOf(all);
    }

    /** The prescribed ones in the order of the law, then those of this server beside them. */
    public List<Line> lines() {
        return lines;
    }

    private static Line line(Form form) {
        return new Line(
                form.code(),
                form.version(),
                form.title(),
                form.titleEn(),
                form.law(),
                form.kind(),
                form.confirmed() ? State.CONFIRMED : State.UNCONFIRMED);
    }

    private static List<Prescribed> prescribed() {
        try (InputStream file = FormCatalogue.class.getResourceAsStream("/forms/catalogue.json")) {
            return new ObjectMapper().readValue(file, new TypeReference<List<Prescribed>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
