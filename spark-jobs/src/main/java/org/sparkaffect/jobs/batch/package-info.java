/**
 * What every job that writes rows of clips needs to be started again at any moment: batches that
 * are committed as a whole, clips that are done, clips to be tried again, and clips that took a
 * process down. It knows nothing of what is done with a clip.
 */
package org.sparkaffect.jobs.batch;
