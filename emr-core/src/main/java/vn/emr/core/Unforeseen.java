package vn.emr.core;

/** What a log may say of a failure nobody foresaw: class and place only, its message may hold data of a patient. */
public final class Unforeseen {
    private static final int MOST_CAUSES = 5;
    private static final int MOST_PLACES = 6;

    private Unforeseen() {}

    /** Such as {@code java.lang.IllegalStateException at vn.emr.core…}. */
    public static String at(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + " at " + (trace.length == 0 ? "?" : trace[0]);
    }

    /** The failure and what caused it, each with the last places it went through. */
    public static String chain(Throwable failure) {
        StringBuilder said = new StringBuilder();
        Throwable next = failure;
        for (int depth = 0; next != null && depth < MOST_CAUSES; depth++) {
            StackTraceElement[] trace = next.getStackTrace();
            said.append(depth == 0 ? "" : " <- ").append(next.getClass().getName());
            for (int i = 0; i < Math.min(trace.length, MOST_PLACES); i++) {
                said.append(i == 0 ? " at " : ", ").append(trace[i]);
            }
            next = next.getCause();
        }
        return said.toString();
    }
}
