/** Routes of those who say who works here and what they may do. */
package vn.emr.api.staff;
