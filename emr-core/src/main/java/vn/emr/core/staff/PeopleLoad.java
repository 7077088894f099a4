package vn.emr.core.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Passwords;
import vn.emr.core.access.Right;
import vn.emr.core.access.Secrets;
import vn.emr.core.staff.GivenRoles.Giving;
import vn.emr.core.staff.PeopleFile.Known;
import vn.emr.core.staff.PeopleFile.Somebody;
import vn.emr.core.staff.StaffAccounts.NewAccount;
import vn.emr.core.staff.StaffAccounts.OneTime;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * The people of a hospital brought in as a file: tried first, then taken as a whole or not at all. Each has an account with a
 * one-time password, which is told in the answer and nowhere else, and the roles the line names.
 */
@ApplicationScoped
public class PeopleLoad {
    /** Why the roles were given, as the page of a person shows it. */
    private static final String REASON = "Theo danh sách nhân sự / by the list of people";

    /** What is wrong with a cell. */
    public enum Wrong {
        MISSING,
        TOO_LONG,
        /** No such facility, department of it, or role that may be given. */
        UNKNOWN,
        NOT_A_USERNAME,
        /** An account has this user name already. */
        TAKEN,
        /** Another line has it. */
        REPEATED
    }

    /** A cell that cannot be taken; the head is line 1. */
    public record Fault(int line, String column, Wrong wrong) {
        String place() {
            return "line " + line + ": " + column;
        }
    }

    /** Somebody who would have an account. */
    public record Person(int line, String username, String name, List<String> departments, List<String> roles) {}

    /** What a file would do; with one fault nothing is done. */
    public record Tried(List<Person> people, List<Fault> faults) {}

    private final Access access;
    private final Database database;
    private final StaffAccounts accounts;
    private final GivenRoles given;
    private final Passwords passwords;

    @Inject
    public PeopleLoad(Access access, Database database, StaffAccounts accounts, GivenRoles given, Passwords passwords) {
        this.access = access;
        this.database = database;
        this.accounts = accounts;
        this.given = given;
        this.passwords = passwords;
    }

    /**
     * Says what a file would do.
     *
     * @throws Refusal TOO_LARGE beyond 200 people, UNDECODABLE_TEXT, REQUIRED_FIELD_MISSING, MALFORMED_FIELD for other columns
     */
    public Tried tryLoad(Caller caller, byte[] csv) {
        mustMakeAccounts(caller);
        PeopleFile file = read(caller, csv);
        List<Person> people = file.people.stream()
                .map(one -> new Person(one.line(), one.username(), one.name(), one.departmentCodes(), one.roles()))
                .toList();
        return new Tried(people, List.copyOf(file.faults));
    }

    /**
     * Takes a file; each account and each role is traced.
     *
     * @return the one-time passwords, shown now and never again
     * @throws Refusal as above; MALFORMED_FIELD naming the bad lines, CONFLICT when a user name was taken meanwhile
     */
    public List<OneTime> load(Caller caller, byte[] csv) {
        mustMakeAccounts(caller);
        PeopleFile file = read(caller, csv);
        if (!file.faults.isEmpty()) {
            String[] places = file.faults.stream().limit(50).map(Fault::place).toArray(String[]::new);
            throw new Refusal(Code.MALFORMED_FIELD, "nothing was changed; these lines need mending", places);
        }
        List<String> secrets = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < file.people.size(); i++) {
            secrets.add(Secrets.oneTime());
            hashes.add(passwords.hash(secrets.getLast()));
        }
        try {
            return database.inTransaction(t -> {
                List<OneTime> made = new ArrayList<>();
                for (Somebody one : file.people) {
                    UUID id = add(t, caller, one, hashes.get(made.size()));
                    made.add(new OneTime(id, one.username(), secrets.get(made.size())));
                }
                return made;
            });
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw new Refusal(Code.CONFLICT, "a user name was taken meanwhile; try the file again");
            }
            throw fault;
        }
    }

    private UUID add(Transaction t, Caller caller, Somebody one, String hash) {
        UUID id = accounts.add(t, caller, new NewAccount(one.username(), one.name(), one.facility()), hash);
        for (String role : one.roles()) {
            Giving giving = new Giving(role, one.facility(), one.departments(), null, null, null, REASON);
            given.give(t, caller.actor(), caller.tenantId(), id, giving);
        }
        return id;
    }

    private void mustMakeAccounts(Caller caller) {
        if (!caller.may(Right.ACCOUNT_MANAGE)) {
            throw access.refuse(caller, "ACCOUNT", "a list of people needs the right to make accounts too");
        }
    }

    private PeopleFile read(Caller caller, byte[] csv) {
        return PeopleFile.read(csv, database.inTransaction(t -> known(t, caller.tenantId())));
    }

    private static Known known(Transaction t, UUID tenant) {
        Map<String, UUID> facilities = new HashMap<>();
        t.query(
                "select id, code from facility where tenant_id = ?",
                row -> facilities.put(row.text("code"), row.uuid("id")),
                tenant);
        Map<UUID, Map<String, UUID>> departments = new HashMap<>();
        t.query(
                "select id, facility_id, code from department where tenant_id = ?",
                row -> departments
                        .computeIfAbsent(row.uuid("facility_id"), facility -> new HashMap<>())
                        .put(row.text("code"), row.uuid("id")),
                tenant);
        Set<String> roles = new HashSet<>(
                t.query("select code from role_now where tenant_id = ? and enabled", row -> row.text("code"), tenant));
        Set<String> usernames = new HashSet<>(
                t.query("select username from account where tenant_id = ?", row -> row.text("username"), tenant));
        return new Known(facilities, departments, roles, usernames);
    }
}
