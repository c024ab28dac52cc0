/**
 * The Parquet tables of a workspace: their columns, and how their files are written and committed.
 */
package org.sparkaffect.jobs.table;
