package org.sparkaffect.jobs.batch;

import java.util.List;
import java.util.function.Predicate;
import org.sparkaffect.clip.Reject;

/**
 * What a job does with the clips that it is given.
 *
 * @param stages what it tries with each clip; one may give a row where another rejects
 * @param cut whether clips fall into segments, which the workspace has in a clip's place
 * @param again which rejects are tried again
 */
public record Scope(List<String> stages, boolean cut, Predicate<Reject> again) {}
