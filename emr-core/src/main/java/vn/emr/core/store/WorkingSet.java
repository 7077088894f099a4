package vn.emr.core.store;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Noun;
import vn.emr.core.record.Patient;

/**
 * What one transaction knows of the record: loaded in bulk, overlaid with the new versions of the messages before, so a
 * later message in a batch sees what an earlier one did.
 */
public final class WorkingSet {
    /** Who holds a number. */
    public record Holder(UUID patientId, IdentifierKind kind) {}

    private static final Map<Lookup.By, String> LOAD_SQL = new ConcurrentHashMap<>();

    private final Transaction transaction;
    private final UUID tenantId;
    private final Map<Lookup, List<UUID>> found = new HashMap<>();
    private final Map<UUID, Noun> nouns = new HashMap<>();
    /** Numbers given in this transaction: the tables hold nothing that names them. */
    private final Set<UUID> made = new HashSet<>();

    private final Map<Identifier.Key, List<Holder>> holders = new HashMap<>();
    private final Map<Lookup, Set<UUID>> changedBy = new HashMap<>();
    private final Map<Identifier.Key, List<Holder>> changedHolders = new HashMap<>();

    public WorkingSet(Transaction transaction, UUID tenantId) {
        this.transaction = transaction;
        this.tenantId = tenantId;
    }

    /** A scratch pad for one message: dropped when the message is parked or refused, merged when it is applied. */
    public Draft draft() {
        return new Draft(this);
    }

    /** Who holds these numbers. */
    public Question holdersOf(Collection<Identifier.Key> keys) {
        List<Identifier.Key> wanted =
                keys.stream().distinct().filter(k -> !holders.containsKey(k)).toList();
        wanted.forEach(k -> holders.put(k, new ArrayList<>()));
        return new Question(
                """
                select i.patient_id, i.kind, i.system, i.value
                from unnest(?, ?) as k(system, value)
                cross join lateral (
                  select p.patient_id, p.kind, p.system, p.value from patient_identifier p
                  where p.tenant_id = ? and p.value = k.value and p.system = k.system and p.active offset 0) i
                """,
                row -> holders.get(new Identifier.Key(row.text("system"), row.text("value")))
                        .add(new Holder(row.uuid("patient_id"), IdentifierKind.valueOf(row.text("kind")))),
                wanted.stream().map(Identifier.Key::system).toArray(String[]::new),
                wanted.stream().map(Identifier.Key::value).toArray(String[]::new),
                tenantId);
    }

    /**
     * Locks patients in ascending order, so that two writers never wait for each other in a circle, and then loads the
     * answers to many lookups, one query for each shape; one round trip.
     */
    public void lockAndLoad(Collection<UUID> patientIds, Collection<Lookup> lookups) {
        List<Question> questions = new ArrayList<>();
        if (!patientIds.isEmpty()) {
            questions.add(new Question(
                    "select patient_id from patient where tenant_id = ? and patient_id = any(?) order by patient_id for no key update",
                    row -> {},
                    tenantId,
                    patientIds.stream().distinct().toArray(UUID[]::new)));
        }
        Map<Lookup.By, List<Lookup>> byShape = new EnumMap<>(Lookup.By.class);
        for (Lookup lookup : lookups) {
            if (!found.containsKey(lookup)) {
                found.put(lookup, new ArrayList<>());
                if (lookup.values().stream().noneMatch(made::contains)) {
                    byShape.computeIfAbsent(lookup.by(), s -> new ArrayList<>()).add(lookup);
                }
            }
        }
        byShape.values().forEach(shape -> questions.add(question(shape)));
        transaction.ask(questions);
    }

    private Question question(List<Lookup> lookups) {
        Lookup first = lookups.getFirst();
        Table table = Projection.MAIN.get(first.by().kind);
        int columns = first.by().columns.size();
        Object[] parameters = new Object[columns + 2];
        for (int column = 0; column < columns; column++) {
            int c = column;
            parameters[c] = first.values().get(c) instanceof UUID
                    ? lookups.stream().map(l -> (UUID) l.values().get(c)).toArray(UUID[]::new)
                    : lookups.stream().map(l -> (String) l.values().get(c)).toArray(String[]::new);
        }
        parameters[columns] = tenantId;
        parameters[columns + 1] = tenantId;
        return new Question(
                LOAD_SQL.computeIfAbsent(first.by(), by -> loadSql(by, table)),
                row -> {
                    Noun noun = Content.read(first.by().kind, row.text("content"));
                    nouns.putIfAbsent(noun.id(), noun);
                    found.get(lookups.get(row.number("n").intValue() - 1)).add(noun.id());
                },
                parameters);
    }

    /** Each question of its own: a join of all at once is planned by statistics, and goes wrong while tables grow. */
    private static String loadSql(Lookup.By by, Table table) {
        String id = table.columns.get(table == Table.PATIENT ? 1 : 2);
        String names = String.join(", ", by.columns);
        String marks = by.columns.stream().map(c -> "?").collect(joining(", "));
        String match = by.columns.stream().map(c -> "t." + c + " = k." + c).collect(joining(" and "));
        return "select k.n, r.content from unnest(" + marks + ") with ordinality as k(" + names + ", n)"
                + " cross join lateral (select t.patient_id, t." + id + " as noun_id, t.version, t.revised_at from "
                + table.sqlName + " t where t.tenant_id = ? and " + match + " offset 0) c"
                + " cross join lateral (select v.content from revision v where v.tenant_id = ?"
                + " and v.patient_id = c.patient_id and v.noun_id = c.noun_id and v.version = c.version"
                + " and v.committed_at = c.revised_at offset 0) r";
    }

    /**
     * What a second wave of lookups begins from: everything of one kind that the first one found.
     *
     * @param type a kind of noun
     */
    public <T extends Noun> List<T> loaded(Class<T> type) {
        return nouns.values().stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Noun> find(Lookup lookup) {
        if (!found.containsKey(lookup)) {
            lockAndLoad(List.of(), List.of(lookup));
        }
        Set<UUID> ids = new HashSet<>(found.get(lookup));
        ids.addAll(changedBy.getOrDefault(lookup, Set.of()));
        return ids.stream().sorted().map(nouns::get).toList();
    }

    List<Holder> holders(Identifier.Key key) {
        if (!holders.containsKey(key)) {
            transaction.ask(List.of(holdersOf(List.of(key))));
        }
        List<Holder> all = new ArrayList<>(holders.get(key));
        all.addAll(changedHolders.getOrDefault(key, List.of()));
        return all;
    }

    Optional<Noun> byId(UUID id) {
        return Optional.ofNullable(nouns.get(id));
    }

    private void accept(Noun noun) {
        nouns.put(noun.id(), noun);
        Lookup.answeredBy(noun)
                .forEach(l -> changedBy.computeIfAbsent(l, k -> new HashSet<>()).add(noun.id()));
        if (noun instanceof Patient patient) {
            patient.identifiers().stream().filter(Identifier::active).forEach(i -> changedHolders
                    .computeIfAbsent(i.key(), k -> new ArrayList<>())
                    .add(new Holder(patient.id(), i.kind())));
        }
    }

    /** The record as one message sees it, with what that message changes. */
    public static final class Draft {
        private final WorkingSet base;
        private final Map<UUID, Noun> changed = new LinkedHashMap<>();
        private List<Identifier> named;
        private UUID meant;

        private Draft(WorkingSet base) {
            this.base = base;
        }

        /** Everything a question finds, newest versions. */
        public List<Noun> find(Lookup lookup) {
            Map<UUID, Noun> all = new LinkedHashMap<>();
            base.find(lookup).forEach(n -> all.put(n.id(), n));
            changed.values().stream()
                    .filter(n -> Lookup.answeredBy(n).contains(lookup))
                    .forEach(n -> all.put(n.id(), n));
            return all.values().stream()
                    .map(n -> changed.getOrDefault(n.id(), n))
                    .toList();
        }

        /** The first thing a question finds. */
        public <T extends Noun> Optional<T> first(Lookup lookup, Class<T> type) {
            return find(lookup).stream().map(type::cast).findFirst();
        }

        public Optional<Patient> patient(UUID id) {
            return first(Lookup.byId(id), Patient.class);
        }

        /** A person has said whom these numbers (or no number at all) mean in this one message. */
        public void means(List<Identifier> sent, UUID patientId) {
            named = sent;
            meant = patientId;
        }

        /** Whom a person has said these numbers mean. */
        public Optional<UUID> meant(List<Identifier> sent) {
            return meant != null && named.equals(sent) ? Optional.of(meant) : Optional.empty();
        }

        /** Who holds a number now. */
        public List<Holder> holders(Identifier.Key key) {
            List<Holder> all = new ArrayList<>(base.holders(key));
            for (Noun noun : changed.values()) {
                if (noun instanceof Patient p) {
                    p.identifiers().stream()
                            .filter(i -> i.active() && i.key().equals(key))
                            .forEach(i -> all.add(new Holder(p.id(), i.kind())));
                }
            }
            return all.stream().distinct().toList();
        }

        /**
         * Adds a new version. Several changes by one message become one version.
         *
         * @param noun with the version after the one it was made from
         */
        public void put(Noun noun) {
            changed.put(noun.id(), noun);
            if (noun.version() == 1) {
                base.made.add(noun.id());
            }
        }

        /** The version number of the next change: changes by one message share one version. */
        public int next(Noun current) {
            return changed.containsKey(current.id()) ? current.version() : current.version() + 1;
        }

        /** The message of ours that a system was sent under this number. */
        public Optional<IntakeStore.Asked> asked(UUID sourceId, String controlId) {
            return base.transaction.first(
                    "select order_number, control from outgoing where source_id = ? and control_id = ?",
                    row -> new IntakeStore.Asked(row.text("order_number"), row.text("control")),
                    sourceId,
                    controlId);
        }

        /** The new versions, in the order they were made. */
        public List<Noun> changes() {
            return List.copyOf(changed.values());
        }

        /** Makes the changes visible to the messages after it in the same transaction. */
        public void accept() {
            changed.values().forEach(base::accept);
        }
    }
}
