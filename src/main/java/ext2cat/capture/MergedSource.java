// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several captures of one recording, one for each processor, as one stream in the order of time.
 * Notes come as soon as their capture is reached.
 */
final class MergedSource implements CaptureSource {

    private final List<CaptureSource> sources;
    private final List<CaptureEvent> heads = new ArrayList<>();
    private final List<CaptureSource> live = new ArrayList<>();
    private final List<CaptureSource> waiting;

    MergedSource(List<CaptureSource> sources) {
        this.sources = List.copyOf(sources);
        this.waiting = new ArrayList<>(sources);
    }

    @Override
    public CaptureFormat format() {
        return sources.getFirst().format();
    }

    @Override
    public Optional<CaptureItem> next() throws IOException {
        while (!waiting.isEmpty()) {
            CaptureSource source = waiting.getLast();
            Optional<CaptureItem> item = source.next();
            if (item.isPresent() && item.get() instanceof CaptureNote) {
                return item;
            }
            waiting.removeLast();
            if (item.isPresent() && item.get() instanceof CaptureEvent event) {
                heads.add(event);
                live.add(source);
            }
        }
        return heads.isEmpty() ? Optional.empty() : Optional.of(takeOldest());
    }

    private CaptureEvent takeOldest() {
        int oldest = 0;
        for (int i = 1; i < heads.size(); i++) {
            if (heads.get(i).timeNanos() < heads.get(oldest).timeNanos()) {
                oldest = i;
            }
        }
        waiting.add(live.remove(oldest));
        return heads.remove(oldest);
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (CaptureSource source : sources) {
            try {
                source.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
