package vn.emr.core.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;

/** The senders a test speaks of, asked for at each look-up; an application is found at any door by its exact name. */
public record SourceList(Supplier<List<Source>> known) implements Sources {
    public static SourceList of(Source... known) {
        List<Source> list = List.of(known);
        return new SourceList(() -> list);
    }

    /** An enabled sender of an invented hospital that may send everything and is in no database. */
    public static Source sender(String kind, String door, String name) {
        Source source = new Source();
        source.id = new UUID(7, 1);
        source.tenantId = new UUID(7, 2);
        source.name = name;
        source.kind = kind;
        source.door = door;
        source.allowedTypes = "*";
        source.zone = "Asia/Ho_Chi_Minh";
        source.patientDomain = "BV-A";
        source.settings = Map.of();
        source.enabled = true;
        return source;
    }

    @Override
    public Optional<Source> byApplication(String door, String application, String facility) {
        return all().stream()
                .filter(s -> application.equals(s.sendingApplication))
                .findFirst();
    }

    @Override
    public Optional<Source> byId(UUID id) {
        return all().stream().filter(s -> id.equals(s.id)).findFirst();
    }

    @Override
    public List<Source> all() {
        return known.get();
    }
}
