package vn.emr.core.drop;

import java.io.IOException;

/** A sender's SFTP server cannot be used now, and why: one safe sentence in Vietnamese for the health page, what to do in it. */
final class SftpTrouble extends IOException {
    private static final long serialVersionUID = 1;

    SftpTrouble(String sentence) {
        super(sentence);
    }
}
