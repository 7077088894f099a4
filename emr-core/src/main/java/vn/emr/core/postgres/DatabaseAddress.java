package vn.emr.core.postgres;

/**
 * Where a database is and who may enter: the application account reads and inserts, the owner account makes schema and
 * partitions.
 */
public record DatabaseAddress(String jdbcUrl, Account application, Account owner) {

    /** A database account; printing it does not show the password. */
    public record Account(String user, String password) {
        @Override
        public String toString() {
            return "Account[user=" + user + "]";
        }
    }

    /**
     * The address of {@code database} on the loopback. Multi-row rewriting is on because the write door depends on it;
     * the server's error details are off because they quote values.
     */
    public static DatabaseAddress loopback(int port, String database, Account application, Account owner) {
        return new DatabaseAddress(url(port, database), application, owner);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database
                + "?reWriteBatchedInserts=true&logServerErrorDetail=false";
    }
}
