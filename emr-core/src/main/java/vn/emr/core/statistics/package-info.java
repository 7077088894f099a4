/** What the records of a hospital say when they are counted: admissions, stays, illnesses, how fast and how complete. Names nobody. */
package vn.emr.core.statistics;
