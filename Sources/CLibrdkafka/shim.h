#ifndef SPICE_CLIBRDKAFKA_SHIM_H
#define SPICE_CLIBRDKAFKA_SHIM_H

/* librdkafka, and what Swift cannot say itself: variadic calls and enums that it takes for other types. */

#include <librdkafka/rdkafka.h>
/* A cluster in memory, for tests with injected errors. */
#include <librdkafka/rdkafka_mock.h>
#include <stdio.h>
#include <string.h>

/* A header of a message; the value need not be text. */
typedef struct {
    const char *name;
    const void *value;
    size_t size;
} spice_kafka_header;

/* Takes a copy of everything. The delivery report carries `opaque`. */
static inline rd_kafka_resp_err_t spice_kafka_produce(
    rd_kafka_t *handle, const char *topic, const void *key, size_t key_size, const void *value,
    size_t value_size, const spice_kafka_header *headers, size_t header_count, void *opaque) {
    rd_kafka_headers_t *list = NULL;
    if (header_count > 0) {
        list = rd_kafka_headers_new(header_count);
        for (size_t i = 0; i < header_count; i++) {
            rd_kafka_header_add(
                list, headers[i].name, -1, headers[i].value, (ssize_t)headers[i].size);
        }
    }
    rd_kafka_resp_err_t error;
    if (list != NULL) {
        error = rd_kafka_producev(
            handle, RD_KAFKA_V_TOPIC(topic), RD_KAFKA_V_KEY(key, key_size),
            RD_KAFKA_V_VALUE((void *)value, value_size), RD_KAFKA_V_HEADERS(list),
            RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_OPAQUE(opaque), RD_KAFKA_V_END);
        if (error != RD_KAFKA_RESP_ERR_NO_ERROR) rd_kafka_headers_destroy(list);
        return error;
    }
    return rd_kafka_producev(
        handle, RD_KAFKA_V_TOPIC(topic), RD_KAFKA_V_KEY(key, key_size),
        RD_KAFKA_V_VALUE((void *)value, value_size), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
        RD_KAFKA_V_OPAQUE(opaque), RD_KAFKA_V_END);
}

/* Creates one topic and waits; an error of the topic itself comes as the result too. `only_try`: nothing is created. */
static inline rd_kafka_resp_err_t spice_kafka_make_topic(
    rd_kafka_t *handle, const char *name, int partitions, int replication, const char *retention,
    const char *largest, int only_try, int timeout_ms) {
    char reason[256];
    rd_kafka_NewTopic_t *topic =
        rd_kafka_NewTopic_new(name, partitions, replication, reason, sizeof(reason));
    if (topic == NULL) return RD_KAFKA_RESP_ERR__INVALID_ARG;
    if (retention != NULL) rd_kafka_NewTopic_set_config(topic, "retention.ms", retention);
    if (largest != NULL) rd_kafka_NewTopic_set_config(topic, "max.message.bytes", largest);
    rd_kafka_queue_t *queue = rd_kafka_queue_new(handle);
    rd_kafka_AdminOptions_t *options = rd_kafka_AdminOptions_new(handle, RD_KAFKA_ADMIN_OP_CREATETOPICS);
    rd_kafka_AdminOptions_set_validate_only(options, only_try, reason, sizeof(reason));
    rd_kafka_CreateTopics(handle, &topic, 1, options, queue);
    rd_kafka_AdminOptions_destroy(options);
    rd_kafka_event_t *event = rd_kafka_queue_poll(queue, timeout_ms);
    rd_kafka_resp_err_t result = RD_KAFKA_RESP_ERR__TIMED_OUT;
    if (event != NULL) {
        result = rd_kafka_event_error(event);
        const rd_kafka_CreateTopics_result_t *answer = rd_kafka_event_CreateTopics_result(event);
        if (result == RD_KAFKA_RESP_ERR_NO_ERROR && answer != NULL) {
            size_t count = 0;
            const rd_kafka_topic_result_t **each = rd_kafka_CreateTopics_result_topics(answer, &count);
            if (count == 1) result = rd_kafka_topic_result_error(each[0]);
        }
        rd_kafka_event_destroy(event);
    }
    rd_kafka_queue_destroy(queue);
    rd_kafka_NewTopic_destroy(topic);
    return result;
}

static inline rd_kafka_resp_err_t spice_kafka_create_topic(
    rd_kafka_t *handle, const char *name, int partitions, int replication, const char *retention,
    const char *largest, int timeout_ms) {
    return spice_kafka_make_topic(
        handle, name, partitions, replication, retention, largest, 0, timeout_ms);
}

/* Whether one could be created, without creating it. */
static inline rd_kafka_resp_err_t spice_kafka_try_create_topic(
    rd_kafka_t *handle, const char *name, int timeout_ms) {
    return spice_kafka_make_topic(handle, name, 1, 1, NULL, NULL, 1, timeout_ms);
}

/* Writes one setting of a topic as text; 0 when the broker does not tell it. */
static inline int spice_kafka_topic_setting(
    rd_kafka_t *handle, const char *topic, const char *name, char *value, size_t size,
    int timeout_ms) {
    rd_kafka_ConfigResource_t *resource = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic);
    rd_kafka_queue_t *queue = rd_kafka_queue_new(handle);
    rd_kafka_DescribeConfigs(handle, &resource, 1, NULL, queue);
    rd_kafka_event_t *event = rd_kafka_queue_poll(queue, timeout_ms);
    int found = 0;
    const rd_kafka_DescribeConfigs_result_t *answer =
        event == NULL ? NULL : rd_kafka_event_DescribeConfigs_result(event);
    if (answer != NULL && rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR_NO_ERROR) {
        size_t count = 0, entries = 0;
        const rd_kafka_ConfigResource_t **all = rd_kafka_DescribeConfigs_result_resources(answer, &count);
        const rd_kafka_ConfigEntry_t **each =
            count == 0 ? NULL : rd_kafka_ConfigResource_configs(all[0], &entries);
        for (size_t i = 0; i < entries && !found; i++) {
            const char *text = rd_kafka_ConfigEntry_value(each[i]);
            if (strcmp(rd_kafka_ConfigEntry_name(each[i]), name) != 0 || text == NULL) continue;
            snprintf(value, size, "%s", text);
            found = 1;
        }
    }
    if (event != NULL) rd_kafka_event_destroy(event);
    rd_kafka_queue_destroy(queue);
    rd_kafka_ConfigResource_destroy(resource);
    return found;
}

/* Deletes one topic and waits; one that is not there is deleted already. */
static inline rd_kafka_resp_err_t spice_kafka_delete_topic(
    rd_kafka_t *handle, const char *name, int timeout_ms) {
    rd_kafka_DeleteTopic_t *topic = rd_kafka_DeleteTopic_new(name);
    rd_kafka_queue_t *queue = rd_kafka_queue_new(handle);
    rd_kafka_DeleteTopics(handle, &topic, 1, NULL, queue);
    rd_kafka_event_t *event = rd_kafka_queue_poll(queue, timeout_ms);
    rd_kafka_resp_err_t result = RD_KAFKA_RESP_ERR__TIMED_OUT;
    if (event != NULL) {
        result = rd_kafka_event_error(event);
        const rd_kafka_DeleteTopics_result_t *answer = rd_kafka_event_DeleteTopics_result(event);
        if (result == RD_KAFKA_RESP_ERR_NO_ERROR && answer != NULL) {
            size_t count = 0;
            const rd_kafka_topic_result_t **each = rd_kafka_DeleteTopics_result_topics(answer, &count);
            if (count == 1) result = rd_kafka_topic_result_error(each[0]);
        }
        rd_kafka_event_destroy(event);
    }
    rd_kafka_queue_destroy(queue);
    rd_kafka_DeleteTopic_destroy(topic);
    return result == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART ? RD_KAFKA_RESP_ERR_NO_ERROR : result;
}

#endif
