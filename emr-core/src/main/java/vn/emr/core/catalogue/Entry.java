package vn.emr.core.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.record.PersonName;

/**
 * One code of a catalogue as an edition says it. What is not known is null.
 *
 * @param parent the code it stands under: the group of a disease, the province of a ward
 * @param properties what else the list says of it, under the names of its columns; flags are {@code 1}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Entry(
        String code,
        String name,
        String nameEn,
        String unit,
        String loinc,
        String parent,
        SortedMap<String, String> properties) {
    /** Words by which an entry is found besides its names: terms of practice, other names. */
    static final String OTHER_NAMES = "other_names";

    public Entry {
        properties = properties == null ? new TreeMap<>() : new TreeMap<>(properties);
    }

    /** Whether a list marks it so. */
    @JsonIgnore
    public boolean marked(String flag) {
        return properties.containsKey(flag);
    }

    /** For people who look at what a file would change. */
    String words() {
        return Stream.concat(
                        Stream.of(name, nameEn, unit, loinc, parent).filter(Objects::nonNull),
                        properties.entrySet().stream().map(p -> p.getKey() + " " + p.getValue()))
                .collect(Collectors.joining(" · "));
    }

    /** What it is found by: its names without accents. */
    String searchKey() {
        return Stream.of(name, nameEn, properties.get(OTHER_NAMES))
                .filter(Objects::nonNull)
                .map(PersonName::unaccented)
                .collect(Collectors.joining(" "));
    }
}
