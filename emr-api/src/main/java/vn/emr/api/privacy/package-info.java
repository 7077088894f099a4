/** Routes of what patients agreed to, and of those who answer for personal data. */
package vn.emr.api.privacy;
