/**
 * What people agreed to, and the gate before everything that leaves by itself: every destination declares for what and on which
 * ground it is sent data of people, and where the ground is consent, nothing goes of who did not agree (Luật 91/2025/QH15).
 */
package vn.emr.core.privacy;
