package vn.emr.lis.orders;

import java.util.Set;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.record.ServiceOrder.Status;

/** What ORC-1 (table 0119) and ORC-5 (table 0038) say about where an order stands. */
final class OrderStates {
    /** Requests that were not granted: the order stays as it was. */
    private static final Set<String> NOT_GRANTED = Set.of("UC", "UD", "UH", "UR", "UX", "UM", "UN", "DE");

    /** Control codes that speak of something else than the state. */
    private static final Set<String> SILENT =
            Set.of("XO", "XR", "XX", "SN", "NA", "SS", "SR", "RE", "LI", "UF", "AF", "DF", "FU", "OF", "MC");

    private static final Set<String> PLACED = Set.of("NW", "RO", "RF", "PA", "CH", "PR", "CN");

    private static final Set<String> CHANGED = Set.of("XO", "XR", "XX");

    private OrderStates() {}

    /** Null when the state is not spoken of. What has ended or was stopped by its control code is not begun again by ORC-5. */
    static Status of(String control, String state, Remarks remarks) {
        Status ordered =
                switch (control) {
                    case "CA", "CR", "OC" -> Status.CANCELLED;
                    case "DC", "DR", "OD" -> Status.DISCONTINUED;
                    case "HD", "HR", "OH" -> Status.ON_HOLD;
                    case "RP", "RQ", "RU" -> Status.REPLACED;
                    case "UA" -> Status.REJECTED;
                    default -> null;
                };
        if (ordered != null) {
            return ordered;
        }
        Status told = told(state, remarks);
        if (told != null) {
            return told;
        }
        return switch (control) {
            case "RL", "OE", "OR" -> Status.IN_PROGRESS;
            case "OK" -> Status.ACCEPTED;
            case "SC" -> null;
            case "" -> Status.REQUESTED;
            default -> {
                if (NOT_GRANTED.contains(control) || SILENT.contains(control)) {
                    yield null;
                }
                if (!PLACED.contains(control)) {
                    remarks.add("ORC-1 has a control code that is not in its table; read as a new order");
                }
                yield Status.REQUESTED;
            }
        };
    }

    private static Status told(String state, Remarks remarks) {
        return switch (state) {
            case "SC" -> Status.ACCEPTED;
            case "IP", "A" -> Status.IN_PROGRESS;
            case "CM" -> Status.COMPLETED;
            case "CA" -> Status.CANCELLED;
            case "DC" -> Status.DISCONTINUED;
            case "HD" -> Status.ON_HOLD;
            case "RP" -> Status.REPLACED;
            case "", "ER" -> null;
            default -> {
                remarks.add("ORC-5 has a state that is not in its table; it is left out");
                yield null;
            }
        };
    }

    /** Whether a message with this code tells what is ordered, or only where the order stands. */
    static boolean describes(String control) {
        return places(control) || CHANGED.contains(control);
    }

    /** Whether a message with this code describes a placed order, so that its time is the time of ordering. */
    static boolean places(String control) {
        return control.isEmpty() || PLACED.contains(control);
    }
}
