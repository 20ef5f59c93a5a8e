"""Whether an object surely lacks an attribute.

One of a name that was not found: what `hasattr`, a default of `getattr` and `except AttributeError` ask.

It is sure of classes that were read whole, of nn.Module and the declared layers but for names that torch has and that
are not modelled, and of Python's own values; never of what code that is not read has had in its hands.
"""

from __future__ import annotations

from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.values.objects import Class

READ = frozenset(("ABC", "Generic", "Protocol", "object"))
"""Provided classes that bring no attributes but private ones."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


OF_MODULES = _names(
    "T_destination add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval "
    "extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules mtia "
    "named_buffers named_children named_modules named_parameters parameters register_backward_hook register_buffer "
    "register_forward_hook register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook "
    "register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter "
    "register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ set_extra_state set_submodule share_memory "
    "state_dict to to_empty train training type xpu zero_grad"
)
PRIVATE = _names(
    "_apply _backward_hooks _backward_pre_hooks _buffers _call_impl _compiled_call_impl _forward_hooks "
    "_forward_hooks_always_called _forward_hooks_with_kwargs _forward_pre_hooks _forward_pre_hooks_with_kwargs "
    "_get_backward_hooks _get_backward_pre_hooks _get_item_by_idx _get_name _is_full_backward_hook _keys _load_from_state_dict "
    "_load_state_dict_post_hooks _load_state_dict_pre_hooks _maybe_warn_non_full_backward_hook _modules _named_members "
    "_non_persistent_buffers_set _parameters _register_load_state_dict_pre_hook _register_state_dict_hook "
    "_replicate_for_data_parallel _save_to_state_dict _size _slow_forward _state_dict_hooks _state_dict_pre_hooks _version "
    "_get_abs_string_index _key_to_attr _set_item_by_idx _wrapped_call_impl"
)
"""Attributes of nn.Module and its containers that begin with an underscore; programs give their own modules others."""
OF_CONTAINERS = _names("append extend insert pop clear items keys values update copy fromkeys get popitem setdefault")
OF_LAYERS = _names(
    "activation_relu_or_gelu all_weights bias_hh bias_ih bias_k bias_v check_forward_args check_hidden_size check_input "
    "convert_sync_batchnorm decoder dropout1 dropout2 dropout3 encoder flatten_parameters freeze from_pretrained "
    "generate_square_subsequent_mask get_expected_cell_size get_expected_hidden_size has_uninitialized_params head head_dim "
    "in_proj_bias in_proj_weight initialize_parameters k_proj_weight layers linear1 linear2 log_prob merge_masks multihead_attn "
    "norm1 norm2 norm3 num_batches_tracked out_proj permute_hidden predict q_proj_weight reset_parameters reset_running_stats "
    "running_mean running_var self_attn tail transposed use_nested_tensor v_proj_weight weight_hh weight_ih"
)
"""Attributes of torch's own layers that are no parameters of their constructors, and may not be declared."""
OF_TENSORS = _names(
    "as_subclass backward chalf coalesce col_indices cov data_ptr dequantize dim_order grad_dtype hash_tensor histogram "
    "indices int_repr ipu is_coalesced is_conj is_cpu is_distributed is_inference is_ipu is_maia is_mkldnn is_mps is_mtia is_neg "
    "is_nested is_nonzero is_pinned is_quantized is_set_to is_shared is_signed is_sparse is_sparse_csr is_vulkan is_xla is_xpu "
    "lu map_ map2_ apply_ module_load mtia mvlgamma name new_empty_strided nonzero_static output_nr polygamma q_scale "
    "q_zero_point qscheme record_stream register_hook register_post_accumulate_grad_hook resize resize_as retain_grad "
    "retains_grad select_scatter slice_scatter diagonal_scatter as_strided_scatter fill_diagonal_ set_ sparse_dim dense_dim "
    "sparse_mask storage storage_type sum_to_size to_dense to_mkldnn to_padded_tensor to_sparse unsafe_chunk "
    "unsafe_split untyped_storage values volatile xpu"
)
"""Attributes of tensors that are not modelled."""


def surely_missing(value: object, name: str) -> bool:
    """Whether `value`, of which `name` was not found, has no such attribute."""
    return KINDS[type(value)].surely_lacks(value, name)


def lacks(cls: Class, name: str) -> bool:
    """Whether a class can have no attribute of that name.

    Nor what it derives from.
    """
    if name.startswith("__") or cls.meta is not None:
        return False
    for one in cls.mro:
        if (
            one.opaque
            or (one.module is not None and one.module.stands_in)
            or "decorated" in one.keywords
            or "__slots__" in one.namespace
        ):
            return False
        if one.operation is not None:
            build = one.operation.build
            if name.startswith("_") or name in OF_LAYERS or (build is not None and name in build.parameters):
                return False
        elif one.module is None and one.name not in READ:
            if not one.derives("Module") or name in OF_MODULES or name in PRIVATE:
                return False
    return True
