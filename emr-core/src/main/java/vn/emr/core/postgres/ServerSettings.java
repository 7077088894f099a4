package vn.emr.core.postgres;

/**
 * The text of {@code postgresql.conf} and {@code pg_hba.conf}, written anew at every start.
 *
 * @param durable false only for tests: a crash may lose the whole database
 */
record ServerSettings(int port, String clusterName, boolean durable) {
    private static final String COMMON = """
            # Written by the EMR server at every start. Own settings go into local.conf in this folder.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            password_encryption = 'scram-sha-256'

            # Sized for a small machine that also runs the application.
            max_connections = 60
            work_mem = 8MB
            maintenance_work_mem = 64MB
            effective_cache_size = 1GB
            random_page_cost = 1.1
            jit = off

            # A copy taken with pg_backup_start needs the log of changes while it runs.
            wal_level = replica
            checkpoint_timeout = 15min
            max_wal_size = 1GB

            timezone = 'UTC'
            lc_messages = 'C'
            default_text_search_config = 'pg_catalog.simple'

            # No patient data in the database's own log: no statement, no parameter, no detail with a key's value,
            # and no ERROR line at all (the text of an error may quote a value; the application gets it anyway).
            log_min_messages = log
            log_min_error_statement = panic
            log_error_verbosity = terse
            log_statement = none
            log_min_duration_statement = -1
            log_parameter_max_length = 0
            log_parameter_max_length_on_error = 0
            log_timezone = 'UTC'
            log_line_prefix = '%m [%p] '
            """;

    private static final String DURABLE = """

            shared_buffers = 128MB
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            logging_collector = on
            log_directory = '../postgres-log'
            log_filename = 'postgres-%a.log'
            log_rotation_age = 1d
            log_truncate_on_rotation = on
            """;

    private static final String FAST_FOR_TESTS = """

            shared_buffers = 64MB
            fsync = off
            synchronous_commit = off
            full_page_writes = off
            """;

    private static final String OWN = "\ninclude_if_exists = 'local.conf'\n";

    String postgresqlConf() {
        return COMMON + "port = " + port + "\ncluster_name = '" + clusterName + "'\n"
                + (durable ? DURABLE : FAST_FOR_TESTS) + OWN;
    }

    String pgHbaConf() {
        return """
                # Written by the EMR server at every start: passwords only, this machine only.
                host all emr_super,emr_owner,emr_app 127.0.0.1/32 scram-sha-256
                """;
    }
}
