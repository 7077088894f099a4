package vn.emr.core.folder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.folder.FolderList.Lent;
import vn.emr.core.folder.FolderList.Missing;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * What a person asks the list of folders by again and again, under names of their own; nobody else sees it. It holds no number of a
 * folder, so that no filter is about one patient, and it opens nothing: the list judges each time it is asked.
 */
@ApplicationScoped
public class SavedFilters {
    static final int MOST = 30;
    private static final int LONGEST_NAME = 60;
    /** Ten years, the shortest term of a record. */
    private static final int MOST_DAYS = 3_653;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /**
     * A question to the list.
     *
     * @param days admitted in so many days with today; null: by {@code from} and {@code until}, or whenever
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Question(
            State state,
            UUID departmentId,
            String doctor,
            Integer days,
            LocalDate from,
            LocalDate until,
            String diagnosis,
            Boolean overdue,
            Missing missing,
            Lent lent) {}

    /** A question under its name. */
    public record Filter(String name, Question asked) {}

    private final Database database;
    private final Clock clock;

    @Inject
    public SavedFilters(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The caller's own, by name. */
    public List<Filter> of(Caller caller) {
        return database.inTransaction(t -> of(t, caller));
    }

    /**
     * Keeps one, in place of the one that had its name.
     *
     * @throws Refusal with pointers to what is no filter; NOT_APPLICABLE for more than {@value #MOST}
     */
    public List<Filter> save(Caller caller, Filter filter) {
        if (filter == null || filter.asked() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what is asked", "/asked");
        }
        String name = name(filter);
        String question = written(judged(filter.asked()));
        return database.inTransaction(t -> {
            t.update("""
                    insert into saved_filter (account_id, name, question, saved_at) values (?, ?, ?::jsonb, ?)
                    on conflict (account_id, name) do update set question = excluded.question, saved_at = excluded.saved_at
                    """, caller.id(), name, question, clock.instant());
            List<Filter> all = of(t, caller);
            if (all.size() > MOST) {
                throw new Refusal(Code.NOT_APPLICABLE, "thirty filters are kept; drop one first");
            }
            return all;
        });
    }

    /** Lets one go; without a word when there is none. */
    public List<Filter> drop(Caller caller, Filter filter) {
        String name = name(filter);
        return database.inTransaction(t -> {
            t.update("delete from saved_filter where account_id = ? and name = ?", caller.id(), name);
            return of(t, caller);
        });
    }

    private static List<Filter> of(Transaction t, Caller caller) {
        return t.query(
                "select name, question::text as question from saved_filter where account_id = ? order by lower(name), name limit 100",
                row -> new Filter(row.text("name"), read(row.text("question"))),
                caller.id());
    }

    private static String name(Filter filter) {
        String name = filter == null || filter.name() == null
                ? ""
                : Normalizer.normalize(filter.name(), Normalizer.Form.NFC).strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !plain(name)) {
            throw new Refusal(Code.MALFORMED_FIELD, "a name of at most 60 letters", "/name");
        }
        return name;
    }

    private static boolean plain(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    }

    private static Question judged(Question asked) {
        if (asked.doctor() != null && !plain(asked.doctor())) {
            throw new Refusal(Code.MALFORMED_FIELD, "at most 100 characters, no control characters", "/asked/doctor");
        }
        if (asked.days() != null && (asked.days() < 1 || asked.days() > MOST_DAYS)) {
            throw new Refusal(Code.MALFORMED_FIELD, "at least one day, at most ten years", "/asked/days");
        }
        FolderQuery.start(asked.from(), "/asked/from");
        FolderQuery.start(asked.until(), "/asked/until");
        return new Question(
                asked.state(),
                asked.departmentId(),
                FolderQuery.word(asked.doctor(), "/asked/doctor"),
                asked.days(),
                asked.days() == null ? asked.from() : null,
                asked.days() == null ? asked.until() : null,
                asked.diagnosis() == null || asked.diagnosis().isBlank()
                        ? null
                        : FolderClue.icd(asked.diagnosis(), "/asked/diagnosis"),
                asked.overdue(),
                asked.missing(),
                asked.lent());
    }

    private static String written(Question question) {
        try {
            return JSON.writeValueAsString(question);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unwritable filter", null);
        }
    }

    private static Question read(String json) {
        try {
            return JSON.readValue(json, Question.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable filter", null);
        }
    }
}
