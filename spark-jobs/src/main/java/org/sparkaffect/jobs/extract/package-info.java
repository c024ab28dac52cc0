/** From a manifest's clips to rows: what the extract job's tasks do. */
package org.sparkaffect.jobs.extract;
