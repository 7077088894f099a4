package vn.emr.core.testing;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.emr.core.Ids;
import vn.emr.core.access.Assignment;
import vn.emr.core.access.Purpose;
import vn.emr.core.access.Reach;
import vn.emr.core.access.Right;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.record.RecordFolder.State;

/** The built-in roles; what they allow is read from a migrated database, as sign-in would. */
public enum Role {
    DOCTOR,
    HEAD_OF_DEPARTMENT,
    NURSE,
    CHIEF_NURSE,
    LABORATORY,
    IMAGING,
    PHARMACY,
    RECORDS_CLERK,
    DIRECTOR,
    QUALITY_OFFICER,
    DATA_PROTECTION_OFFICER,
    IT_ADMIN,
    INTERFACE_ENGINEER,
    EXTERNAL_PRACTITIONER,
    STUDENT,
    INSPECTOR,
    INSURANCE_ASSESSOR;

    private static final Map<Role, Assignment> BUILT_IN = new EnumMap<>(Role.class);

    /** This role of somebody, at any hour. */
    public Assignment of(UUID facility, UUID... departments) {
        Assignment a = builtIn();
        return new Assignment(
                Ids.next(),
                a.role(),
                a.purpose(),
                a.reaches(),
                a.rights(),
                a.ofState(),
                facility,
                List.of(departments),
                null,
                a.idleMinutes(),
                a.secondFactor());
    }

    private Assignment builtIn() {
        synchronized (BUILT_IN) {
            if (BUILT_IN.isEmpty()) {
                DatabaseAddress address = TestDatabase.fresh();
                DatabaseAddress.Account owner = address.owner();
                try (var connection = DriverManager.getConnection(address.jdbcUrl(), owner.user(), owner.password());
                        var statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select * from role_template")) {
                    while (rows.next()) {
                        BUILT_IN.put(valueOf(rows.getString("code")), assignment(rows));
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
            return BUILT_IN.get(this);
        }
    }

    private static Assignment assignment(ResultSet row) throws SQLException {
        Map<State, Set<Right>> ofState = new EnumMap<>(State.class);
        for (State state : EnumSet.of(State.IN_TREATMENT, State.COMPLETED, State.ARCHIVED)) {
            ofState.put(state, words(row, state.name().toLowerCase(Locale.ROOT), Right.class, Right::valueOf));
        }
        ofState.put(State.CLOSED, ofState.get(State.COMPLETED));
        return new Assignment(
                null,
                row.getString("code"),
                Purpose.valueOf(row.getString("purpose")),
                words(row, "reaches", Reach.class, Reach::valueOf),
                words(row, "rights", Right.class, Right::valueOf),
                ofState,
                null,
                List.of(),
                null,
                row.getInt("idle_minutes"),
                row.getBoolean("second_factor"));
    }

    private static <E extends Enum<E>> Set<E> words(
            ResultSet row, String column, Class<E> type, Function<String, E> read) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(read)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
    }
}
