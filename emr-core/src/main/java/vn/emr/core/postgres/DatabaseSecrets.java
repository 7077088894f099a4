package vn.emr.core.postgres;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import vn.emr.core.postgres.DatabaseAddress.Account;

/**
 * The passwords of the three database accounts, made at first start and kept in one file only its owner can read.
 *
 * @param superuser makes accounts and backups; the application never connects with it
 * @param owner owns the database, makes schema and partitions
 * @param application reads and inserts, makes nothing
 */
record DatabaseSecrets(Account superuser, Account owner, Account application) {
    static final String SUPERUSER = "emr_super";
    static final String OWNER = "emr_owner";
    static final String APPLICATION = "emr_app";

    /** 256 random bits each. */
    static DatabaseSecrets random() {
        return new DatabaseSecrets(
                new Account(SUPERUSER, password()),
                new Account(OWNER, password()),
                new Account(APPLICATION, password()));
    }

    static DatabaseSecrets read(Path file) {
        Properties kept = new Properties();
        try (Reader reader = new StringReader(Files.readString(file))) {
            kept.load(reader);
        } catch (IOException e) {
            throw new DatabaseUnusable("The database passwords in " + file + " cannot be read.", e);
        }
        return new DatabaseSecrets(
                account(kept, SUPERUSER, file), account(kept, OWNER, file), account(kept, APPLICATION, file));
    }

    void write(Path file) {
        String text = line(superuser) + line(owner) + line(application);
        try {
            PrivateFiles.write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Account account) {
        return account.user() + "=" + account.password() + "\n";
    }

    private static Account account(Properties kept, String user, Path file) {
        String password = kept.getProperty(user);
        if (password == null || password.isBlank()) {
            throw new DatabaseUnusable("The file " + file + " has no password for " + user + ".");
        }
        return new Account(user, password);
    }

    private static String password() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
