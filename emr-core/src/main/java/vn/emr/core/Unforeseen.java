package vn.emr.core;

/** What a log may say of a failure nobody foresaw: class and place only, its message may hold data of a patient. */
public final class Unforeseen {
    private Unforeseen() {}

    /** Such as {@code java.lang.IllegalStateException at vn.emr.core…}. */
    public static String at(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + " at " + (trace.length == 0 ? "?" : trace[0]);
    }
}
